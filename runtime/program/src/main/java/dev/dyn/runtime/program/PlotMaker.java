package dev.dyn.runtime.program;

import dev.dyn.runtime.results.Plot;
import dev.dyn.runtime.results.PlotCurves;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/// A `plot` statement with its tensors, as curves or an image.
final class PlotMaker {
  private final String name;
  private final IntFunction<Tensor> values;

  PlotMaker(String name, IntFunction<Tensor> values) {
    this.name = name;
    this.values = values;
  }

  Plot make(Effect.Plot plot) {
    if (plot.isImage()) {
      Effect.Series only = plot.series().getFirst();
      Tensor matrix = values.apply(only.y());
      return new Plot.Image(
          name, only.label(), matrix.shape().extent(0), matrix.shape().extent(1), doubles(matrix));
    }
    List<Plot.Curve> curves = new ArrayList<>();
    for (int group = 0; group < plot.series().size(); group++) {
      curves.addAll(curves(group, plot.series().get(group)));
    }
    Effect.Series first = plot.series().getFirst();
    String yLabel = plot.series().size() == 1 ? first.label() : "";
    return new Plot.Curves(
        name,
        new Plot.Axis(first.xLabel(), plot.logX()),
        new Plot.Axis(yLabel, plot.logY()),
        curves);
  }

  private List<Plot.Curve> curves(int group, Effect.Series series) {
    Plot.Style style = Plot.Style.valueOf(series.style().toUpperCase(Locale.ROOT));
    return PlotCurves.of(
        group, series.label(), style, values.apply(series.y()), series.x().map(values::apply));
  }

  private static double[] doubles(Tensor tensor) {
    double[] all = new double[tensor.size()];
    for (int k = 0; k < all.length; k++) {
      all[k] = tensor.realAt(k);
    }
    return all;
  }
}
