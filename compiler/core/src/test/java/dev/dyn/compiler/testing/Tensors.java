package dev.dyn.compiler.testing;

import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;

/// Arithmetic of tests on whole tensors of reals.
public final class Tensors {
  private Tensors() {}

  /// Tensors of one type along a new outermost axis.
  public static Tensor stack(List<Tensor> rows) {
    Tensor first = rows.getFirst();
    Tensor all = Tensor.zeros(first.elem(), first.shape().under(rows.size()));
    for (int row = 0; row < rows.size(); row++) {
      System.arraycopy(storage(rows.get(row)), 0, storage(all), row * first.size(), first.size());
    }
    return all;
  }

  /// `x + factor*y` of f64 tensors.
  public static Tensor plus(Tensor x, double factor, Tensor y) {
    double[] sum = new double[x.size()];
    for (int k = 0; k < sum.length; k++) {
      sum[k] = x.realAt(k) + factor * y.realAt(k);
    }
    return new Tensor.F64(x.shape(), sum);
  }

  /// The sum of products of entries.
  public static double dot(Tensor x, Tensor y) {
    double sum = 0;
    for (int k = 0; k < x.size(); k++) {
      sum += x.realAt(k) * y.realAt(k);
    }
    return sum;
  }

  public static double largest(Tensor x) {
    double largest = 0;
    for (int k = 0; k < x.size(); k++) {
      double size = Math.abs(x.realAt(k));
      largest = size <= largest ? largest : size; // NaN is kept
    }
    return largest;
  }

  public static boolean isFinite(Tensor x) {
    for (int k = 0; k < x.size(); k++) {
      if (!Double.isFinite(x.realAt(k))) {
        return false;
      }
    }
    return true;
  }

  /// A tensor of zeros except for a one at `place`.
  public static Tensor unit(Shape shape, int place) {
    double[] values = new double[shape.size()];
    values[place] = 1;
    return new Tensor.F64(shape, values);
  }

  private static Object storage(Tensor tensor) {
    return switch (tensor) {
      case Tensor.F64(_, double[] values) -> values;
      case Tensor.F32(_, float[] values) -> values;
      case Tensor.I64(_, long[] values) -> values;
      case Tensor.Bool(_, long[] values) -> values;
    };
  }
}
