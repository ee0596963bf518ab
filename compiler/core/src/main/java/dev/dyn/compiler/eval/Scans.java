package dev.dyn.compiler.eval;

import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// The meaning of scans: the body once for each turn, and for each member of a batch on its own.
record Scans(Evaluator evaluator, Sizes sizes) {
  List<Tensor> run(Region.Scan scan, List<Tensor> operands) {
    return scan.members()
        .map(members -> batched(scan, members, operands))
        .orElseGet(() -> single(scan, operands));
  }

  private List<Tensor> batched(Region.Scan scan, Region.Members members, List<Tensor> operands) {
    int count = sizes.extent(members.size());
    List<List<Tensor>> each = new ArrayList<>();
    for (int m = 0; m < count; m++) {
      List<Tensor> own = new ArrayList<>();
      for (int k = 0; k < operands.size(); k++) {
        own.add(members.differs().get(k) ? operands.get(k).row(m) : operands.get(k));
      }
      each.add(single(scan, own));
    }
    List<Tensor> results = new ArrayList<>();
    for (int k = 0; k < scan.body().results().size(); k++) {
      int result = k;
      Type type = scan.body().results().get(k).type();
      Type one = k < scan.carried().size() ? type : type.under(scan.length());
      results.add(
          Entries.stack(
              each.stream().map(r -> r.get(result)).toList(),
              type.elem(),
              sizes.shape(one.dims())));
    }
    return results;
  }

  private List<Tensor> single(Region.Scan scan, List<Tensor> operands) {
    int carriedCount = scan.carried().size();
    int rowsEnd = carriedCount + scan.scanned().size();
    List<Tensor> carried = operands.subList(0, carriedCount);
    List<Tensor> scanned = operands.subList(carriedCount, rowsEnd);
    List<Tensor> environment = operands.subList(rowsEnd, operands.size());
    List<Var> stackedVars =
        scan.body().results().subList(carriedCount, scan.body().results().size());
    List<List<Tensor>> stacked =
        stackedVars.stream().<List<Tensor>>map(_ -> new ArrayList<>()).toList();
    int length = sizes.extent(scan.length());
    for (int turn = 0; turn < length; turn++) {
      List<Tensor> arguments = new ArrayList<>(carried);
      for (Tensor xs : scanned) {
        arguments.add(xs.row(turn));
      }
      arguments.addAll(environment);
      List<Tensor> results = evaluator.run(scan.body(), arguments, sizes.copy());
      carried = results.subList(0, carriedCount);
      for (int k = 0; k < stacked.size(); k++) {
        stacked.get(k).add(results.get(carriedCount + k));
      }
    }
    List<Tensor> all = new ArrayList<>(carried);
    for (int k = 0; k < stacked.size(); k++) {
      Type row = stackedVars.get(k).type();
      all.add(Entries.stack(stacked.get(k), row.elem(), rowShape(row, stacked.get(k))));
    }
    return List.copyOf(all);
  }

  private dev.dyn.runtime.tensor.Shape rowShape(Type row, List<Tensor> rows) {
    return rows.isEmpty() ? sizes.shape(row.dims()) : rows.getFirst().shape();
  }
}
