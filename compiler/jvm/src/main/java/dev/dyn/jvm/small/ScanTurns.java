package dev.dyn.jvm.small;

import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Types;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A scan as straight-line code: its body once for each turn, and for each member of a batch.
record ScanTurns(Region.Scan scan, Scalarize lines) {
  /// The results, or nothing if the body has no scalar form, or only the run knows how many turns
  /// there are.
  Optional<List<Entries>> of(List<Entries> operands) {
    if (scan.stops()) {
      return Optional.empty();
    }
    if (scan.members().isEmpty()) {
      return single(operands);
    }
    Region.Members members = scan.members().get();
    List<List<Entries>> each = new ArrayList<>();
    for (int m = 0; m < members.size().size(); m++) {
      List<Entries> own = new ArrayList<>();
      for (int k = 0; k < operands.size(); k++) {
        own.add(members.differs().get(k) ? operands.get(k).row(m) : operands.get(k));
      }
      Optional<List<Entries>> results = single(own);
      if (results.isEmpty()) {
        return Optional.empty();
      }
      each.add(results.get());
    }
    return Optional.of(stacked(each));
  }

  /// Result by result, that of all members or turns along a new outermost axis.
  private List<Entries> stacked(List<List<Entries>> each) {
    List<Entries> all = new ArrayList<>();
    List<Shape> shapes = Types.of(scan).stream().map(t -> t.shape()).toList();
    for (int k = 0; k < shapes.size(); k++) {
      int result = k;
      all.add(Entries.stack(each.stream().map(r -> r.get(result)).toList(), shapes.get(k)));
    }
    return all;
  }

  private Optional<List<Entries>> single(List<Entries> operands) {
    int carriedCount = scan.carried().size();
    int rowsEnd = carriedCount + scan.scanned().size();
    List<Entries> carried = operands.subList(0, carriedCount);
    List<List<Entries>> turns = new ArrayList<>();
    for (int turn = 0; turn < scan.length().size(); turn++) {
      List<Entries> arguments = new ArrayList<>(carried);
      for (Entries xs : operands.subList(carriedCount, rowsEnd)) {
        arguments.add(xs.row(turn));
      }
      arguments.addAll(operands.subList(rowsEnd, operands.size()));
      Optional<List<Entries>> results = lines.inner(scan.body(), arguments);
      if (results.isEmpty()) {
        return Optional.empty();
      }
      carried = results.get().subList(0, carriedCount);
      turns.add(results.get());
    }
    List<Entries> all = new ArrayList<>(carried);
    List<Var> results = scan.body().results();
    for (int k = carriedCount; k < results.size(); k++) {
      int result = k;
      Shape shape = results.get(k).type().under(scan.length()).shape();
      all.add(Entries.stack(turns.stream().map(t -> t.get(result)).toList(), shape));
    }
    return Optional.of(all);
  }
}
