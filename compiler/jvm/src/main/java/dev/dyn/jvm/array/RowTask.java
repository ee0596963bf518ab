package dev.dyn.jvm.array;

import dev.dyn.jvm.small.Places;
import dev.dyn.runtime.tensor.Elem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A call of the runtime that can go through its rows block by block.
///
/// @param work on all rows
/// @param rows of all blocks
/// @param accesses of one row, for each argument and target
/// @param isSum whether the target is a sum over all rows, so that each block adds to what stands
///   there; zeros at first
record RowTask(Work.Task work, int rows, Map<View, RowAccess> accesses, boolean isSum) {
  /// The most entries of a matrix that all blocks share, 256 KiB of floats: they stay in the
  /// second-level cache, and to prepare them for each block is little beside the products.
  private static final int MOST_SHARED = 65_536;

  /// The work as one on blocks, if it can be.
  static Optional<RowTask> of(Work.Task work, int rows) {
    List<View> args = work.args();
    List<View> targets = work.targets();
    View target = targets.getFirst();
    if (work.call() instanceof RuntimeCall.RowExtremes(_, int m, int n) && m == rows) {
      Map<View, RowAccess> accesses = new LinkedHashMap<>();
      accesses.put(args.getFirst(), RowAccess.contiguous(args.getFirst(), n));
      accesses.put(target, RowAccess.contiguous(target, 1));
      return Optional.of(new RowTask(work, rows, accesses, false));
    }
    if (work.call() instanceof RuntimeCall.Layer layer && !args.get(0).equals(args.get(1))) {
      return layer(work, layer, rows);
    }
    if (args.size() != 2 || args.get(0).equals(args.get(1))) {
      return Optional.empty();
    }
    View first = args.get(0);
    View second = args.get(1);
    return switch (work.call()) {
      case RuntimeCall.Product(int batch, int m, int inner, int columns)
          when batch == rows && fits(rows, m, inner, columns) ->
          rows(
              work,
              rows,
              RowAccess.of(first, 0),
              RowAccess.of(second, 0),
              RowAccess.contiguous(target, m * columns));
      case RuntimeCall.Product(int batch, int m, int inner, int columns)
          when batch == 1 && m == rows && inner * columns <= MOST_SHARED ->
          rows(
              work,
              rows,
              RowAccess.of(first, 1),
              RowAccess.shared(second),
              RowAccess.contiguous(target, columns));
      case RuntimeCall.Product(int batch, int m, int inner, int columns)
          when batch == 1 && inner == rows && m * columns <= MOST_SHARED ->
          sum(
              work,
              new RuntimeCall.Accumulation(m, inner, columns),
              rows,
              RowAccess.of(first, 2),
              RowAccess.of(second, 1));
      case RuntimeCall.Gather(Places p) when p.batch() == rows ->
          rows(
              work,
              rows,
              RowAccess.contiguous(first, p.looked() * p.rest()),
              RowAccess.contiguous(second, p.where()),
              RowAccess.contiguous(target, p.where() * p.rest()));
      case RuntimeCall.Gather(Places p) when p.batch() == 1 && p.where() % rows == 0 ->
          rows(
              work,
              rows,
              RowAccess.shared(first),
              RowAccess.contiguous(second, p.where() / rows),
              RowAccess.contiguous(target, p.where() / rows * p.rest()));
      case RuntimeCall.Scatter(Places p, boolean isFresh) when isFresh && p.batch() == rows ->
          rows(
              work,
              rows,
              RowAccess.contiguous(first, p.where() * p.rest()),
              RowAccess.contiguous(second, p.where()),
              RowAccess.contiguous(target, p.looked() * p.rest()));
      case RuntimeCall.Scatter(Places p, boolean isFresh)
          when isFresh
              && p.batch() == 1
              && p.where() % rows == 0
              && p.looked() * p.rest() <= MOST_SHARED ->
          sum(
              work,
              new RuntimeCall.Scatter(p, false),
              rows,
              RowAccess.contiguous(first, p.where() / rows * p.rest()),
              RowAccess.contiguous(second, p.where() / rows));
      case RuntimeCall.Product _,
          RuntimeCall.Layer _,
          RuntimeCall.Accumulation _,
          RuntimeCall.ColumnSums _,
          RuntimeCall.Extreme _,
          RuntimeCall.RowExtremes _,
          RuntimeCall.Locate _,
          RuntimeCall.Gather _,
          RuntimeCall.Scatter _,
          RuntimeCall.WindowProduct _,
          RuntimeCall.UnfoldedProduct _,
          RuntimeCall.FoldedProduct _,
          RuntimeCall.WindowSums _,
          RuntimeCall.StandardDraws _,
          RuntimeCall.Interpreted _,
          RuntimeCall.Scan _ ->
          Optional.empty();
    };
  }

  private static Optional<RowTask> layer(Work.Task work, RuntimeCall.Layer layer, int rows) {
    if (layer.rows() != rows || layer.inner() * layer.columns() > MOST_SHARED) {
      return Optional.empty();
    }
    List<View> args = work.args();
    View target = work.targets().getFirst();
    Map<View, RowAccess> accesses = new LinkedHashMap<>();
    accesses.put(args.get(0), RowAccess.of(args.get(0), 1));
    accesses.put(args.get(1), RowAccess.shared(args.get(1)));
    args.stream().skip(2).forEach(other -> accesses.put(other, RowAccess.of(other, 0)));
    accesses.put(target, RowAccess.contiguous(target, layer.columns()));
    return Optional.of(new RowTask(work, rows, accesses, false));
  }

  /// Whether many small products gain from blocks: where one is large, they do not.
  private static boolean fits(int batch, int m, int inner, int columns) {
    return (long) (m + columns) * inner + (long) m * columns <= MOST_SHARED && batch > 1;
  }

  private static Optional<RowTask> rows(
      Work.Task work, int rows, RowAccess first, RowAccess second, RowAccess target) {
    return Optional.of(new RowTask(work, rows, accesses(work, first, second, target), false));
  }

  private static Optional<RowTask> sum(
      Work.Task work, RuntimeCall adding, int rows, RowAccess first, RowAccess second) {
    View target = work.targets().getFirst();
    if (target.root().elem() == Elem.BOOL) {
      return Optional.empty();
    }
    Work.Task other = new Work.Task(adding, work.args(), work.targets());
    Map<View, RowAccess> accesses = accesses(work, first, second, RowAccess.shared(target));
    return Optional.of(new RowTask(other, rows, accesses, true));
  }

  private static Map<View, RowAccess> accesses(
      Work.Task work, RowAccess first, RowAccess second, RowAccess target) {
    Map<View, RowAccess> accesses = new LinkedHashMap<>();
    accesses.put(work.args().get(0), first);
    accesses.put(work.args().get(1), second);
    accesses.put(work.targets().getFirst(), target);
    return accesses;
  }

  List<RowAccess> reads() {
    return work.args().stream().map(accesses::get).toList();
  }

  List<RowAccess> writes() {
    return work.targets().stream().map(accesses::get).toList();
  }

  /// What to call for a block of `height` rows.
  RuntimeCall call(int height) {
    return switch (work.call()) {
      case RuntimeCall.Product(int batch, int m, int inner, int columns) ->
          batch == rows
              ? new RuntimeCall.Product(height, m, inner, columns)
              : new RuntimeCall.Product(1, height, inner, columns);
      case RuntimeCall.Layer(_, int inner, int columns, var end) ->
          new RuntimeCall.Layer(height, inner, columns, end);
      case RuntimeCall.Accumulation(int m, _, int columns) ->
          new RuntimeCall.Accumulation(m, height, columns);
      case RuntimeCall.RowExtremes(boolean isLargest, _, int n) ->
          new RuntimeCall.RowExtremes(isLargest, height, n);
      case RuntimeCall.Gather(Places places) -> new RuntimeCall.Gather(places(places, height));
      case RuntimeCall.Scatter(Places places, boolean isFresh) ->
          new RuntimeCall.Scatter(places(places, height), isFresh);
      case RuntimeCall.ColumnSums _,
          RuntimeCall.Extreme _,
          RuntimeCall.Locate _,
          RuntimeCall.WindowProduct _,
          RuntimeCall.UnfoldedProduct _,
          RuntimeCall.FoldedProduct _,
          RuntimeCall.WindowSums _,
          RuntimeCall.StandardDraws _,
          RuntimeCall.Interpreted _,
          RuntimeCall.Scan _ ->
          throw new IllegalStateException("no call in blocks: " + work.call());
    };
  }

  private Places places(Places p, int height) {
    return p.batch() == rows
        ? new Places(height, p.looked(), p.rest(), p.where(), p.extents())
        : new Places(1, p.looked(), p.rest(), p.where() / rows * height, p.extents());
  }
}
