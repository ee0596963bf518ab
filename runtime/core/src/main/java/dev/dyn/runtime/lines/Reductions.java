package dev.dyn.runtime.lines;

import dev.dyn.runtime.kernel.Extremes;
import dev.dyn.runtime.kernel.Places;
import dev.dyn.runtime.kernel.Products;
import dev.dyn.runtime.kernel.Sums;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongBinaryOperator;
import java.util.stream.IntStream;

/// The meaning of reductions: the reduced axes are brought inside, so that the entries of one
/// result lie side by side, and each run of entries goes through the runtime's kernel.
public final class Reductions {
  private Reductions() {}

  public static Tensor run(Reduction fn, Tensor x, List<Integer> axes) {
    int rank = x.shape().rank();
    List<Integer> order = new ArrayList<>(otherAxes(rank, axes));
    order.addAll(axes);
    Tensor inside = areInnermost(rank, axes) ? x : Moves.transposed(x, order);
    return runs(fn, inside, kept(x.shape(), axes), reduced(x.shape(), axes));
  }

  /// Whether the entries of one result lie side by side.
  public static boolean areInnermost(int rank, List<Integer> axes) {
    return axes.isEmpty() || axes.getFirst() == rank - axes.size();
  }

  private static List<Integer> otherAxes(int rank, List<Integer> axes) {
    return IntStream.range(0, rank).filter(axis -> !axes.contains(axis)).boxed().toList();
  }

  /// The extents that stay.
  public static Shape kept(Shape shape, List<Integer> axes) {
    return new Shape(otherAxes(shape.rank(), axes).stream().mapToInt(shape::extent).toArray());
  }

  /// How many entries make one.
  public static int reduced(Shape shape, List<Integer> axes) {
    return axes.stream().mapToInt(shape::extent).reduce(1, (a, b) -> a * b);
  }

  /// Reduces runs of `n` entries that lie side by side.
  public static Tensor runs(Reduction fn, Tensor inside, Shape shape, int n) {
    return switch (inside) {
      case Tensor.F64(_, double[] values) -> reals(fn, values, shape, n);
      case Tensor.F32(_, float[] values) -> singles(fn, values, shape, n);
      case Tensor.I64(_, long[] values) -> integers(fn, values, shape, n);
      case Tensor.Bool(_, long[] values) -> truths(fn, values, shape, n);
    };
  }

  private static Tensor reals(Reduction fn, double[] x, Shape shape, int n) {
    return switch (fn) {
      case SUM -> doubles(shape, k -> Sums.sum(x, k * n, n));
      case PROD -> doubles(shape, k -> Products.product(x, k * n, 1, n));
      case MAX -> doubles(shape, k -> Extremes.max(x, k * n, n));
      case MIN -> doubles(shape, k -> Extremes.min(x, k * n, n));
      case ARGMAX -> longs(shape, k -> Places.ofLargest(x, k * n, 1, n));
      case ARGMIN -> longs(shape, k -> Places.ofSmallest(x, k * n, 1, n));
      case ANY, ALL -> throw unfit(fn, "reals");
    };
  }

  private static Tensor singles(Reduction fn, float[] x, Shape shape, int n) {
    return switch (fn) {
      case SUM -> floats(shape, k -> Sums.sum(x, k * n, n));
      case PROD -> floats(shape, k -> Products.product(x, k * n, 1, n));
      case MAX -> floats(shape, k -> Extremes.max(x, k * n, n));
      case MIN -> floats(shape, k -> Extremes.min(x, k * n, n));
      case ARGMAX -> longs(shape, k -> Places.ofLargest(x, k * n, 1, n));
      case ARGMIN -> longs(shape, k -> Places.ofSmallest(x, k * n, 1, n));
      case ANY, ALL -> throw unfit(fn, "reals");
    };
  }

  private static Tensor integers(Reduction fn, long[] x, Shape shape, int n) {
    return switch (fn) {
      case SUM -> longs(shape, k -> folded(x, k * n, n, 0, Long::sum));
      case PROD -> longs(shape, k -> folded(x, k * n, n, 1, (a, b) -> a * b));
      case MAX -> longs(shape, k -> folded(x, k * n, n, Long.MIN_VALUE, Math::max));
      case MIN -> longs(shape, k -> folded(x, k * n, n, Long.MAX_VALUE, Math::min));
      case ARGMAX -> longs(shape, k -> Places.ofLargest(x, k * n, 1, n));
      case ARGMIN -> longs(shape, k -> Places.ofSmallest(x, k * n, 1, n));
      case ANY, ALL -> throw unfit(fn, "ints");
    };
  }

  private static Tensor truths(Reduction fn, long[] x, Shape shape, int n) {
    return switch (fn) {
      case ANY ->
          new Tensor.Bool(shape, values(shape, k -> folded(x, k * n, n, 0, (a, b) -> a | b)));
      case ALL ->
          new Tensor.Bool(shape, values(shape, k -> folded(x, k * n, n, 1, (a, b) -> a & b)));
      case SUM, PROD, MAX, MIN, ARGMAX, ARGMIN -> throw unfit(fn, "truth values");
    };
  }

  private static IllegalArgumentException unfit(Reduction fn, String kind) {
    return new IllegalArgumentException(fn + " of " + kind);
  }

  private interface DoubleAt {
    double at(int k);
  }

  private interface FloatAt {
    float at(int k);
  }

  private interface LongAt {
    long at(int k);
  }

  private static Tensor doubles(Shape shape, DoubleAt entry) {
    double[] values = new double[shape.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = entry.at(k);
    }
    return new Tensor.F64(shape, values);
  }

  private static Tensor floats(Shape shape, FloatAt entry) {
    float[] values = new float[shape.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = entry.at(k);
    }
    return new Tensor.F32(shape, values);
  }

  private static Tensor longs(Shape shape, LongAt entry) {
    return new Tensor.I64(shape, values(shape, entry));
  }

  private static long[] values(Shape shape, LongAt entry) {
    long[] values = new long[shape.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = entry.at(k);
    }
    return values;
  }

  private static long folded(long[] x, int from, int n, long start, LongBinaryOperator step) {
    long held = start;
    for (int i = 0; i < n; i++) {
      held = step.applyAsLong(held, x[from + i]);
    }
    return held;
  }
}
