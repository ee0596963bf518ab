package dev.dyn.driver;

import dev.dyn.compiler.elaborate.Script;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.results.Plot;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// A `plot` statement with its tensors as curves or an image. A matrix is several curves: where x is a vector as long as y's first
/// axis, one a column; else one a row.
final class PlotMaker {
  private final String name;
  private final Function<Var, Tensor> values;

  PlotMaker(String name, Function<Var, Tensor> values) {
    this.name = name;
    this.values = values;
  }

  Plot make(Script.Effect.Plot plot) {
    if (plot.isImage()) {
      Script.Series only = plot.series().getFirst();
      Tensor matrix = values.apply(only.y());
      return new Plot.Image(
          name, only.label(), matrix.shape().extent(0), matrix.shape().extent(1), doubles(matrix));
    }
    List<Plot.Curve> curves = new ArrayList<>();
    for (int group = 0; group < plot.series().size(); group++) {
      curves.addAll(curves(group, plot.series().get(group)));
    }
    Script.Series first = plot.series().getFirst();
    String yLabel = plot.series().size() == 1 ? first.label() : "";
    return new Plot.Curves(
        name, new Plot.Axis(first.xLabel(), plot.logX()), new Plot.Axis(yLabel, plot.logY()), curves);
  }

  private List<Plot.Curve> curves(int group, Script.Series series) {
    Tensor y = values.apply(series.y());
    Optional<Tensor> x = series.x().map(values);
    Plot.Style style = Plot.Style.valueOf(series.style().toUpperCase(Locale.ROOT));
    int rank = y.shape().rank();
    int count = rank == 0 ? 1 : y.shape().extent(rank - 1);
    boolean byColumn =
        rank >= 2
            && x.isPresent()
            && x.get().shape().rank() == 1
            && x.get().size() == y.shape().extent(0);
    List<Plot.Curve> curves = new ArrayList<>();
    int total = byColumn ? y.size() / Math.max(1, y.shape().extent(0)) : y.size() / Math.max(1, count);
    int length = byColumn ? y.shape().extent(0) : count;
    int stride = byColumn ? total : 1;
    for (int k = 0; k < total; k++) {
      int start = byColumn ? k : k * count;
      double[] ys = strided(y, start, stride, length);
      double[] xs = abscissae(x, y, start, stride, length);
      curves.add(new Plot.Curve(group, series.label(), style, xs, ys));
    }
    return curves;
  }

  private static double[] abscissae(Optional<Tensor> x, Tensor y, int start, int stride, int length) {
    if (x.isEmpty()) {
      double[] index = new double[length];
      for (int k = 0; k < length; k++) {
        index[k] = k;
      }
      return index;
    }
    boolean sameShape = x.get().shape().equals(y.shape());
    return sameShape ? strided(x.get(), start, stride, length) : strided(x.get(), 0, 1, length);
  }

  private static double[] strided(Tensor tensor, int start, int stride, int length) {
    double[] all = new double[length];
    for (int k = 0; k < length; k++) {
      all[k] = tensor.realAt(start + k * stride);
    }
    return all;
  }

  private static double[] doubles(Tensor tensor) {
    return strided(tensor, 0, 1, tensor.size());
  }
}
