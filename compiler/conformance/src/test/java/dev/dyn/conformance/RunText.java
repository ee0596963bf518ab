package dev.dyn.conformance;

import dev.dyn.runtime.results.Columns;
import dev.dyn.runtime.results.Digests;
import dev.dyn.runtime.results.Expectation;
import dev.dyn.runtime.results.ExperimentReport;
import dev.dyn.runtime.results.OnnxGraph;
import dev.dyn.runtime.results.Plot;
import dev.dyn.runtime.results.Quantity;
import dev.dyn.runtime.results.RunReport;
import dev.dyn.runtime.results.Saved;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A report as text that is the same wherever the numbers have the same bits: without times,
/// versions, engine and threads. Long tensors are told by their first and last entries and by a
/// digest of all.
final class RunText {
  /// More entries than this are not written out.
  private static final int MOST_ENTRIES = 40;

  private final StringBuilder out = new StringBuilder();

  private RunText() {}

  static String of(RunReport report) {
    RunText text = new RunText();
    report.experiments().forEach(text::experiment);
    return text.out.toString();
  }

  private void line(String format, Object... values) {
    out.append(String.format(format, values)).append('\n');
  }

  private void experiment(ExperimentReport report) {
    line("experiment %s", report.name());
    report.parameters().forEach((name, value) -> line("  param %s = %s", name, quantity(value)));
    report.printed().forEach(printed -> line("  | %s", printed));
    report.expectations().forEach(this::expectation);
    report.values().forEach((name, value) -> line("  %s = %s", name, quantity(value)));
    report.records().forEach((name, columns) -> columns("  record " + name, columns));
    report.plots().forEach(this::plot);
    report.saves().forEach(this::saved);
  }

  private void expectation(Expectation expectation) {
    String value = expectation.value().map(v -> ": " + tensor(v)).orElse("");
    String target = expectation.target().map(t -> " vs " + tensor(t)).orElse("");
    String tolerance = expectation.tolerance().map(t -> " within " + tensor(t)).orElse("");
    line(
        "  %s %d %s%s%s%s",
        expectation.passed() ? "ok  " : "FAIL",
        expectation.line(),
        expectation.text(),
        value,
        target,
        tolerance);
  }

  private void columns(String what, Columns columns) {
    columns.tensors().forEach((name, tensor) -> line("%s.%s = %s", what, name, tensor(tensor)));
  }

  private void plot(Plot plot) {
    switch (plot) {
      case Plot.Image(String name, String label, int rows, int columns, double[] values) ->
          line("  %s: image %s, %d × %d, %s", name, label, rows, columns, reals(values));
      case Plot.Curves(String name, Plot.Axis x, Plot.Axis y, List<Plot.Curve> curves) -> {
        line("  %s: x %s, y %s", name, axis(x), axis(y));
        for (Plot.Curve curve : curves) {
          line("    %d %s as %s", curve.group(), curve.label(), curve.style());
          line("      x %s", reals(curve.x()));
          line("      y %s", reals(curve.y()));
        }
      }
    }
  }

  private static String axis(Plot.Axis axis) {
    return "`" + axis.label() + "`" + (axis.log() ? " logarithmic" : "");
  }

  private void saved(Saved saved) {
    columns("  save " + saved.file(), saved.columns());
    saved.graph().ifPresent(this::graph);
  }

  private void graph(OnnxGraph graph) {
    graph.inputs().forEach(port -> line("    input %s %s", port.name(), axes(port)));
    graph
        .constants()
        .forEach(c ->
            line(
                "    %s = %s %s%s",
                c.name(), c.elem(), c.extents(), c.reals().isEmpty() ? c.ints() : c.reals()));
    for (OnnxGraph.Node node : graph.nodes()) {
      String attributes =
          node.attributes().stream().map(RunText::attribute).collect(Collectors.joining());
      line(
          "    %s%s %s → %s",
          node.operator(),
          attributes,
          String.join(" ", node.inputs()),
          String.join(" ", node.outputs()));
    }
    graph.outputs().forEach(port -> line("    output %s %s", port.name(), axes(port)));
  }

  private static String attribute(OnnxGraph.Attribute attribute) {
    return switch (attribute) {
      case OnnxGraph.Attribute.Int(String name, long value) -> " " + name + "=" + value;
      case OnnxGraph.Attribute.Ints(String name, var values) -> " " + name + "=" + values;
    };
  }

  private static String axes(OnnxGraph.Port port) {
    List<String> axes = port.axes().stream().map(RunText::axis).toList();
    return port.elem() + axes.toString();
  }

  private static String axis(OnnxGraph.Axis axis) {
    return switch (axis) {
      case OnnxGraph.Axis.Fixed(long size) -> Long.toString(size);
      case OnnxGraph.Axis.Free(String name) -> name;
    };
  }

  private static String quantity(Quantity quantity) {
    return switch (quantity) {
      case Quantity.Numbers(Tensor tensor) -> tensor(tensor);
      case Quantity.Words(String text) -> text;
    };
  }

  private static String reals(double[] values) {
    return entries(
        IntStream.range(0, values.length).mapToObj(k -> Double.toString(values[k])).toList());
  }

  private static String tensor(Tensor tensor) {
    List<String> entries = new ArrayList<>();
    for (int k = 0; k < tensor.size(); k++) {
      entries.add(entry(tensor, k));
    }
    if (tensor.shape().rank() == 0) {
      return entries.getFirst();
    }
    String shape = tensor.shape().rank() == 1 ? "" : tensor.shape() + " ";
    return shape + entries(entries);
  }

  private static String entry(Tensor tensor, int k) {
    return switch (tensor) {
      case Tensor.F64 reals -> Double.toString(reals.values()[k]);
      case Tensor.F32 reals -> Float.toString(reals.values()[k]) + "f";
      case Tensor.I64 ints -> Long.toString(ints.values()[k]);
      case Tensor.Bool truths -> truths.values()[k] == 0 ? "false" : "true";
    };
  }

  private static String entries(List<String> entries) {
    if (entries.size() <= MOST_ENTRIES) {
      return "[" + String.join(", ", entries) + "]";
    }
    String digest = Digests.sha256(String.join(" ", entries)).substring(0, 12);
    String head = String.join(", ", entries.subList(0, 4));
    return "[%s, …, %s] (%d entries, %s)"
        .formatted(head, entries.getLast(), entries.size(), digest);
  }
}
