package dev.dyn.jvm.array;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Region;
import dev.dyn.jvm.small.Places;
import dev.dyn.runtime.kernel.Epilogue;
import java.util.List;

/// What a [Work.Task] does with its arguments. All arguments and results but those of products lie
/// contiguous in memory.
sealed interface RuntimeCall {
  /// `batch` matrix products of `[rows, inner]` and `[inner, columns]`; the views have these three
  /// axes.
  record Product(int batch, int rows, int inner, int columns) implements RuntimeCall {}

  /// A product of `[rows, inner]` and `[inner, columns]` with what follows each entry. Arguments
  /// are the factors, as for one [Product], and the `[rows, columns]` matrix that takes part in the
  /// end, if one does.
  record Layer(int rows, int inner, int columns, Epilogue end) implements RuntimeCall {}

  /// The product of the turned matrix of `inner` windows of `rows` entries, of which every `run`
  /// are neighbours, with an `[inner, columns]` matrix. Arguments are the source of the windows,
  /// the places of the entries in a window, the places of the windows, and the matrix with its
  /// batch axis.
  record WindowProduct(int rows, int columns, int inner, int run) implements RuntimeCall {}

  /// The product of a matrix whose rows are windows with an `[entries, columns]` matrix, block by
  /// block ([dev.dyn.runtime.kernel.UnfoldedProducts]). Arguments are the source of the windows,
  /// the places of the entries in a window, extents and strides of the `rank` axes that count
  /// windows, and the matrix with its batch axis.
  ///
  /// @param isTurned whether the turned matrix of windows is meant: then the other has a row for
  ///   each window
  record UnfoldedProduct(boolean isTurned, int windows, int columns, int entries, int run, int rank)
      implements RuntimeCall {}

  /// A product whose rows are windows that are added where `sums` says, image by image.
  record FoldedProduct(Product product, WindowSums sums) implements RuntimeCall {}

  /// The sums of the columns of an `[m, n]` matrix.
  record ColumnSums(int m, int n) implements RuntimeCall {}

  /// The largest (or smallest) of `n` real entries in each of `rows` rows.
  record RowExtremes(boolean isLargest, int rows, int n) implements RuntimeCall {}

  /// The places of the largest (or smallest) of `n` entries in each of `rows` rows.
  record Extreme(boolean isLargest, int rows, int n) implements RuntimeCall {}

  /// A product of `[rows, inner]` and `[inner, columns]` added to what stands in the result.
  record Accumulation(int rows, int inner, int columns) implements RuntimeCall {}

  /// Checks indices: arguments are `n` of them for each looked-up axis; the result are the places
  /// that they mean.
  ///
  /// @param extents of the looked-up axes
  record Locate(List<Integer> extents, int n, int site) implements RuntimeCall {
    public Locate {
      extents = List.copyOf(extents);
    }
  }

  /// Looks up: arguments are the source and the places.
  record Gather(Places places) implements RuntimeCall {}

  /// Adds: arguments are the updates and the places.
  ///
  /// @param isFresh whether to zeros; else to what stands in the result
  record Scatter(Places places, boolean isFresh) implements RuntimeCall {}

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
  ///
  /// @param fromLast for each stacked result whether the row of the last turn comes first; empty if
  ///   none does
  record Scan(Region.Scan scan, List<Boolean> fromLast) implements RuntimeCall {
    public Scan {
      fromLast = List.copyOf(fromLast);
    }
  }

  /// Whether the kernel calls an object that it was given, instead of a static method.
  default boolean isHostCall() {
    return switch (this) {
      case Interpreted _, Scan _ -> true;
      case Product _,
          Layer _,
          WindowProduct _,
          UnfoldedProduct _,
          FoldedProduct _,
          Accumulation _,
          ColumnSums _,
          Extreme _,
          RowExtremes _,
          Locate _,
          Gather _,
          Scatter _,
          WindowSums _,
          StandardDraws _ ->
          false;
    };
  }
}
