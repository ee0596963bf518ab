package dev.dyn.runtime.region;

import dev.dyn.runtime.lines.Entries;
import dev.dyn.runtime.solve.FlowRows;
import dev.dyn.runtime.solve.Rows;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// The rows of members of which each saved as many as it took steps, put side by side: a member
/// with fewer than the most repeats its last one.
///
/// @param saved how many rows each member has, at least one
record RaggedRows(List<FlowRows> members, int[] saved) {
  /// Times, states, outputs, statistics, each with the member as outermost axis.
  List<Tensor> results() {
    FlowRows first = members.getFirst();
    List<Tensor> results = new ArrayList<>();
    results.add(together(FlowRows::times));
    IntStream.range(0, first.states().size())
        .forEach(k -> results.add(together(rows -> rows.states().get(k))));
    IntStream.range(0, first.outputs().size())
        .forEach(k -> results.add(together(rows -> rows.outputs().get(k))));
    results.add(
        Entries.stack(members.stream().map(rows -> Tensor.vector(rows.statistics())).toList()));
    return results;
  }

  private Tensor together(Function<FlowRows, Rows> kind) {
    int most = Arrays.stream(saved).max().orElseThrow();
    List<Tensor> all = new ArrayList<>();
    for (int member = 0; member < saved.length; member++) {
      Tensor own = kind.apply(members.get(member)).tensor(saved[member]);
      List<Tensor> rows = new ArrayList<>();
      for (int k = 0; k < most; k++) {
        rows.add(own.row(Math.min(k, saved[member] - 1)));
      }
      all.add(Entries.stack(rows));
    }
    return Entries.stack(all);
  }
}
