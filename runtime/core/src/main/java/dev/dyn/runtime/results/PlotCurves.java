package dev.dyn.runtime.results;

import dev.dyn.runtime.results.Plot.Curve;
import dev.dyn.runtime.results.Plot.Style;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Makes curves of what `plot y against x` names.
///
/// `x` has the shape of `y`, or is a vector as long as the first axis of `y` (a curve a column),
/// else as long as its last (a curve a row). Without `x` the index along the first axis stands for
/// it.
public final class PlotCurves {
  private PlotCurves() {}

  /// Why the shapes do not fit: part of a sentence.
  public static Optional<String> problem(Shape y, Optional<Shape> x) {
    if (x.isEmpty() || x.get().equals(y)) return Optional.empty();
    if (y.rank() > 0 && x.get().rank() == 1) {
      int length = x.get().extent(0);
      if (length == y.extent(0) || length == y.extent(y.rank() - 1)) return Optional.empty();
    }
    return Optional.of("`x` has the shape " + x.get() + ", `y` has " + y);
  }

  /// The curves of one expression.
  ///
  /// @param group the number of the expression in its plot, from 0
  /// @param label how the expression was written
  /// @throws IllegalArgumentException for shapes of which `problem` would tell
  public static List<Curve> of(int group, String label, Style style, Tensor y, Optional<Tensor> x) {
    problem(y.shape(), x.map(Tensor::shape))
        .ifPresent(p -> {
          throw new IllegalArgumentException(p);
        });
    var make = new Maker(group, label, style);
    if (y.shape().rank() <= 1) {
      return List.of(make.curve(x.map(PlotCurves::reals).orElse(indices(y.size())), reals(y)));
    }
    if (x.isPresent() && x.get().shape().equals(y.shape())) return make.columns(y, x.get());
    double[] common = x.map(PlotCurves::reals).orElse(indices(y.shape().extent(0)));
    return common.length == y.shape().extent(0) ? make.columns(y, common) : make.rows(y, common);
  }

  private static double[] indices(int n) {
    return IntStream.range(0, n).asDoubleStream().toArray();
  }

  private static double[] reals(Tensor tensor) {
    return strided(tensor, 0, 1, tensor.size());
  }

  private static double[] strided(Tensor tensor, int from, int step, int n) {
    double[] out = new double[n];
    for (int i = 0; i < n; i++) out[i] = tensor.realAt(from + i * step);
    return out;
  }

  private record Maker(int group, String label, Style style) {
    Curve curve(double[] x, double[] y) {
      return new Curve(group, label, style, x, y);
    }

    List<Curve> columns(Tensor y, Tensor x) {
      int n = y.shape().extent(0);
      int columns = n == 0 ? 0 : y.size() / n;
      var curves = new ArrayList<Curve>();
      for (int j = 0; j < columns; j++) {
        curves.add(curve(strided(x, j, columns, n), strided(y, j, columns, n)));
      }
      return curves;
    }

    List<Curve> columns(Tensor y, double[] x) {
      int n = x.length;
      int columns = n == 0 ? 0 : y.size() / n;
      var curves = new ArrayList<Curve>();
      for (int j = 0; j < columns; j++) curves.add(curve(x, strided(y, j, columns, n)));
      return curves;
    }

    List<Curve> rows(Tensor y, double[] x) {
      int n = x.length;
      int rows = n == 0 ? 0 : y.size() / n;
      var curves = new ArrayList<Curve>();
      for (int i = 0; i < rows; i++) curves.add(curve(x, strided(y, i * n, 1, n)));
      return curves;
    }
  }
}
