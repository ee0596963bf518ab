package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.Arrays;

/// Rows of one result, one beside the other: row k holds the entries of one saved time. Grows where
/// the number of rows is not known before. Several threads may write different rows as long as it
/// does not grow.
public final class Rows {
  private final Elem elem;
  private final Shape row;
  private final int width;
  private double[] f64 = {};
  private float[] f32 = {};
  private long[] i64 = {};

  /// Room for `rows` rows of the result called `name`.
  ///
  /// @throws dev.dyn.runtime.exec.RunFailure if that is more than a tensor can hold
  public static Rows of(String name, Elem elem, Shape row, long rows, Failures failures) {
    long entries = Math.multiplyExact(rows, row.size());
    if (entries > Integer.MAX_VALUE - 8) {
      throw failures.tooLarge(name, entries);
    }
    return new Rows(elem, row, (int) rows);
  }

  /// Room for `rows` rows of kind `elem` and shape `row`.
  private Rows(Elem elem, Shape row, int rows) {
    this.elem = elem;
    this.row = row;
    this.width = row.size();
    resize(rows);
  }

  private void resize(int rows) {
    int length = Math.multiplyExact(rows, width);
    switch (elem) {
      case F64 -> f64 = Arrays.copyOf(f64, length);
      case F32 -> f32 = Arrays.copyOf(f32, length);
      case I64, BOOL -> i64 = Arrays.copyOf(i64, length);
    }
  }

  private void reserve(int rows) {
    int length =
        switch (elem) {
          case F64 -> f64.length;
          case F32 -> f32.length;
          case I64, BOOL -> i64.length;
        };
    if ((long) rows * width > length) {
      resize(Math.max(rows, (int) Math.min(Integer.MAX_VALUE / 2 / Math.max(1, width), 2L * rows)));
    }
  }

  /// Copies the entries of lane `lane` of `slot` to row `index`.
  public void put(int index, Memory memory, Slot slot, int lane, int lanes) {
    reserve(index + 1);
    int to = index * width;
    int from = slot.offset() + lane;
    switch (elem) {
      case F64 -> {
        double[] source = memory.f64();
        for (int k = 0; k < width; k++) {
          f64[to + k] = source[from + k * lanes];
        }
      }
      case F32 -> {
        float[] source = memory.f32();
        for (int k = 0; k < width; k++) {
          f32[to + k] = source[from + k * lanes];
        }
      }
      case I64, BOOL -> {
        long[] source = memory.i64();
        for (int k = 0; k < width; k++) {
          i64[to + k] = source[from + k * lanes];
        }
      }
    }
  }

  /// Sets the only entry of row `index` of a real result.
  public void putReal(int index, double value) {
    reserve(index + 1);
    if (elem == Elem.F32) {
      f32[index] = (float) value;
    } else {
      f64[index] = value;
    }
  }

  /// Whether all entries of row `index` are finite; whole numbers are.
  public boolean isFinite(int index) {
    int from = index * width;
    return switch (elem) {
      case F64 -> isFinite(f64, from, from + width);
      case F32 -> isFinite(f32, from, from + width);
      case I64, BOOL -> true;
    };
  }

  private static boolean isFinite(double[] x, int from, int to) {
    // x - x is 0 for finite numbers and NaN for others, and NaN stays.
    double sum = 0;
    for (int k = from; k < to; k++) {
      sum += x[k] - x[k];
    }
    return sum == 0;
  }

  private static boolean isFinite(float[] x, int from, int to) {
    float sum = 0;
    for (int k = from; k < to; k++) {
      sum += x[k] - x[k];
    }
    return sum == 0;
  }

  /// Takes over the entries of `rows`, as [#tensor] has given them.
  void load(Tensor rows) {
    reserve(rows.shape().extent(0));
    switch (rows) {
      case Tensor.F64(_, double[] x) -> System.arraycopy(x, 0, f64, 0, x.length);
      case Tensor.F32(_, float[] x) -> System.arraycopy(x, 0, f32, 0, x.length);
      case Tensor.I64(_, long[] x) -> System.arraycopy(x, 0, i64, 0, x.length);
      case Tensor.Bool(_, long[] x) -> System.arraycopy(x, 0, i64, 0, x.length);
    }
  }

  /// The first `rows` rows as a tensor of shape `[rows, row…]`.
  public Tensor tensor(int rows) {
    int length = rows * width;
    Shape shape = row.under(rows);
    return switch (elem) {
      case F64 -> new Tensor.F64(shape, f64.length == length ? f64 : Arrays.copyOf(f64, length));
      case F32 -> new Tensor.F32(shape, f32.length == length ? f32 : Arrays.copyOf(f32, length));
      case I64 -> new Tensor.I64(shape, i64.length == length ? i64 : Arrays.copyOf(i64, length));
      case BOOL -> new Tensor.Bool(shape, i64.length == length ? i64 : Arrays.copyOf(i64, length));
    };
  }
}
