package dev.dyn.runtime.lines;

import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The meaning of scans: the body once for each turn, and for each member of a batch on its own.
record Scans(LineWalk walk, Sizes sizes) {
  List<Tensor> run(LineWork.Scan scan, List<Tensor> operands) {
    return scan.members()
        .map(members -> batched(scan, members, operands))
        .orElseGet(() -> single(scan, operands));
  }

  private List<Tensor> batched(
      LineWork.Scan scan, LineWork.Members members, List<Tensor> operands) {
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
      TensorType type = scan.body().resultTypes().get(k);
      List<Extent> extents = new ArrayList<>(type.extents());
      if (k >= scan.carried()) {
        extents.addFirst(scan.length());
      }
      results.add(
          Entries.stack(
              each.stream().map(r -> r.get(result)).toList(), type.elem(), sizes.shape(extents)));
    }
    return results;
  }

  private static boolean areTrue(Tensor marks) {
    return IntStream.range(0, marks.size()).allMatch(k -> marks.intAt(k) != 0);
  }

  private List<Tensor> single(LineWork.Scan scan, List<Tensor> operands) {
    return walk.host()
        .scan(scan, sizes.extent(scan.length()), operands)
        .orElseGet(() -> walked(scan, operands));
  }

  private List<Tensor> walked(LineWork.Scan scan, List<Tensor> operands) {
    int rowsEnd = scan.carried() + scan.scanned();
    List<Tensor> carried = operands.subList(0, scan.carried());
    List<Tensor> scanned = operands.subList(scan.carried(), rowsEnd);
    List<Tensor> environment = operands.subList(rowsEnd, operands.size());
    List<TensorType> rows =
        scan.body().resultTypes().subList(scan.carried(), scan.body().results().size());
    List<List<Tensor>> stacked = rows.stream().<List<Tensor>>map(_ -> new ArrayList<>()).toList();
    int length = sizes.extent(scan.length());
    int turn = 0;
    while (turn < length && !(scan.stops() && areTrue(carried.getFirst()))) {
      List<Tensor> arguments = new ArrayList<>(carried);
      for (Tensor xs : scanned) {
        arguments.add(xs.row(turn));
      }
      arguments.addAll(environment);
      List<Tensor> results = walk.run(scan.body(), arguments, sizes.copy());
      carried = results.subList(0, scan.carried());
      for (int k = 0; k < stacked.size(); k++) {
        stacked.get(k).add(results.get(scan.carried() + k));
      }
      turn++;
    }
    for (int k = 0; k < stacked.size(); k++) {
      TensorType row = rows.get(k);
      for (int left = turn; left < length && turn > 0; left++) {
        stacked.get(k).add(Tensor.zeros(row.elem(), stacked.get(k).getFirst().shape()));
      }
    }
    List<Tensor> all = new ArrayList<>(carried);
    for (int k = 0; k < stacked.size(); k++) {
      TensorType row = rows.get(k);
      all.add(
          stacked.get(k).isEmpty()
              ? Tensor.zeros(row.elem(), sizes.shape(row.extents()).under(length))
              : Entries.stack(stacked.get(k)));
    }
    return List.copyOf(all);
  }
}
