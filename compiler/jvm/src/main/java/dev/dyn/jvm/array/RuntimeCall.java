package dev.dyn.jvm.array;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Region;
import dev.dyn.jvm.small.Places;
import java.util.List;

/// What a [Work.Task] does with its arguments. All arguments and results but those of products lie
/// contiguous in memory.
sealed interface RuntimeCall {
  /// `batch` matrix products of `[rows, inner]` and `[inner, columns]`; the views have these three
  /// axes.
  record Product(int batch, int rows, int inner, int columns) implements RuntimeCall {}

  /// The sums of the columns of an `[m, n]` matrix.
  record ColumnSums(int m, int n) implements RuntimeCall {}

  /// The places of the largest (or smallest) of `n` entries in each of `rows` rows.
  record Extreme(boolean isLargest, int rows, int n) implements RuntimeCall {}

  /// Looks up: arguments are the source and the index tensors; results the entries and, for its own
  /// use, the places.
  record Gather(Places places, int site) implements RuntimeCall {}

  /// Adds: arguments are the updates and the index tensors; results the sums and, for its own use,
  /// the places.
  record Scatter(Places places, int site) implements RuntimeCall {}

  /// Adds rows of `n` neighbours to `total` zeros where four counted axes say: the only argument
  /// are the updates.
  ///
  /// @param axes extent and stride of each, outermost first
  record WindowSums(List<Integer> axes, int n, int total, int offset) implements RuntimeCall {
    public WindowSums {
      axes = List.copyOf(axes);
    }
  }

  /// Standard draws: `each` from every stream of the only argument.
  record StandardDraws(boolean isNormal, int streams, int each) implements RuntimeCall {}

  /// One line of a block, run by the evaluator: what has no better form.
  record Interpreted(Block line) implements RuntimeCall {}

  /// A loop over a block that is compiled by itself.
  record Scan(Region.Scan scan) implements RuntimeCall {}

  /// Whether the kernel calls an object that it was given, instead of a static method.
  default boolean isHostCall() {
    return switch (this) {
      case Interpreted _, Scan _ -> true;
      case Product _, ColumnSums _, Extreme _, Gather _, Scatter _, WindowSums _, StandardDraws _ ->
          false;
    };
  }
}
