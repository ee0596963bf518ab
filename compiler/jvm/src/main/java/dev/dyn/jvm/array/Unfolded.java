package dev.dyn.jvm.array;

import dev.dyn.runtime.kernel.WindowProducts;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/// Windows that were copied to be the rows of a matrix, because strides cannot say where they are:
/// their derivative by what they are multiplied with reads them where they come from, which is less
/// by the size of a window.
///
/// @param source the view that was copied
record Unfolded(View source) {
  /// Entries of a copy that is worth to be avoided.
  private static final int LARGE = 1 << 14;

  /// Entries of what windows are multiplied with that stays in a near cache.
  private static final int MOST_SHARED = 1 << 16;

  /// `target`, the product of the copy `left`, or of the turned copy, with `right`, as work that
  /// reads the source, if that gains.
  Optional<Work> times(View left, View right, View target, int rows, int inner, int n) {
    Optional<RuntimeCall.WindowProduct> inPlace = product(left, right, rows, inner, n);
    if (inPlace.isPresent()) {
      List<View> args = List.of(source, entries(inner), windows(inner), right);
      return Optional.of(new Work.Task(inPlace.get(), args, List.of(target)));
    }
    return blocks(left, right, rows, inner, n)
        .map(call -> {
          View entries = entries(call.windows());
          List<View> args = List.of(source, entries, axes(call.windows()), right);
          return new Work.Task(call, args, List.of(target));
        });
  }

  /// The product of the turned copy `left` with `right`, if it gains from the source.
  private Optional<RuntimeCall.WindowProduct> product(
      View left, View right, int rows, int inner, int n) {
    int axis = firstAxis(inner);
    boolean isTurned =
        left.offset() == 0
            && left.extents().equals(List.of(1, rows, inner))
            && left.strides().subList(1, 3).equals(List.of(1, rows))
            && right.strides().getLast() == 1
            && n >= WindowProducts.LEAST_COLUMNS
            && isStored()
            && axis >= 0;
    if (!isTurned) {
      return Optional.empty();
    }
    int run = run(axis);
    int width =
        source.root().elem() == Elem.F32
            ? FloatVector.SPECIES_PREFERRED.length()
            : DoubleVector.SPECIES_PREFERRED.length();
    return run > width
        ? Optional.of(new RuntimeCall.WindowProduct(rows, n, inner, run))
        : Optional.empty();
  }

  /// The product of the copy `left`, or of the turned copy, with `right`, if the copy is large and
  /// what it is multiplied with is not: each block of windows reads all of that.
  private Optional<RuntimeCall.UnfoldedProduct> blocks(
      View left, View right, int rows, int inner, int n) {
    boolean isTurned = left.strides().get(1) == 1;
    int windows = isTurned ? inner : rows;
    int entries = isTurned ? rows : inner;
    boolean isCopy =
        left.offset() == 0
            && left.extents().equals(List.of(1, rows, inner))
            && left.strides().get(isTurned ? 1 : 2) == 1
            && left.strides().get(isTurned ? 2 : 1) == entries;
    int axis = firstAxis(windows);
    boolean pays =
        isCopy
            && isStored()
            && areOverlapping()
            && axis >= 0
            && (long) windows * entries >= LARGE
            && (long) entries * n <= MOST_SHARED
            && (!isTurned || right.strides().get(2) == 1);
    return pays
        ? Optional.of(
            new RuntimeCall.UnfoldedProduct(
                isTurned, windows, n, entries, Math.min(run(axis), entries), axis))
        : Optional.empty();
  }

  /// Whether the copy holds most entries several times. Where it has each once in another order, it
  /// takes no more memory than the source, and a product of all of it gains more.
  private boolean areOverlapping() {
    long span = 1;
    for (int axis = 0; axis < source.rank(); axis++) {
      span += (source.extents().get(axis) - 1L) * Math.abs(source.strides().get(axis));
    }
    return source.shape().size() >= 2 * span;
  }

  private boolean isStored() {
    return source.root() instanceof Root.Computed || source.root() instanceof Root.Input;
  }

  /// Extents and strides of the axes that count windows.
  private View axes(int count) {
    int first = firstAxis(count);
    long[] axes = new long[2 * first];
    for (int axis = 0; axis < first; axis++) {
      axes[2 * axis] = source.extents().get(axis);
      axes[2 * axis + 1] = source.strides().get(axis);
    }
    Tensor table = new Tensor.I64(new Shape(axes.length), axes);
    return View.whole(new Root.Table(table), table.shape());
  }

  /// The axis before which `count` windows are counted, after which their entries; -1 if there is
  /// none.
  private int firstAxis(int count) {
    int size = 1;
    for (int axis = 0; axis < source.rank(); axis++) {
      if (size == count) {
        return axis;
      }
      size *= source.extents().get(axis);
    }
    return -1;
  }

  /// Entries of a window that are neighbours.
  private int run(int first) {
    int run = 1;
    for (int axis = source.rank() - 1; axis >= first; axis--) {
      boolean continues = source.extents().get(axis) == 1 || source.strides().get(axis) == run;
      if (!continues) {
        break;
      }
      run *= source.extents().get(axis);
    }
    return run;
  }

  /// Where each of `count` windows begins in the source.
  private View windows(int count) {
    return table(0, firstAxis(count));
  }

  /// Where each entry of a window is, from its beginning.
  private View entries(int count) {
    return table(firstAxis(count), source.rank());
  }

  private View table(int from, int to) {
    Shape shape =
        new Shape(
            source.extents().subList(from, to).stream().mapToInt(Integer::intValue).toArray());
    long[] places =
        IntStream.range(0, shape.size()).mapToLong(at -> place(shape, from, at)).toArray();
    Tensor table = new Tensor.I64(new Shape(places.length), places);
    return View.whole(new Root.Table(table), table.shape());
  }

  private long place(Shape shape, int from, int at) {
    long place = 0;
    int rest = at;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      place += (long) (rest % shape.extent(axis)) * source.strides().get(from + axis);
      rest /= shape.extent(axis);
    }
    return place;
  }
}
