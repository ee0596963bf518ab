package dev.dyn.runtime.results;

import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Collects what an experiment gives while it runs. Belongs to one thread.
public final class ExperimentRecorder {
  /// Tensors with more entries are not kept among the values: they belong into files.
  public static final int SMALL = 1000;

  private final String name;
  private final SequencedMap<String, Quantity> parameters = new LinkedHashMap<>();
  private final SequencedMap<String, Quantity> values = new LinkedHashMap<>();
  private final SequencedMap<String, Columns> records = new LinkedHashMap<>();
  private final List<String> printed = new ArrayList<>();
  private final List<Expectation> expectations = new ArrayList<>();
  private final List<Plot> plots = new ArrayList<>();
  private final List<Saved> saves = new ArrayList<>();

  public ExperimentRecorder(String name) {
    this.name = name;
  }

  public void parameter(String name, Quantity value) {
    parameters.put(name, value);
  }

  /// A number or tensor bound by `let` or printed; kept if it is small.
  public void value(String name, Tensor value) {
    if (value.size() <= SMALL) values.put(name, Quantity.of(value));
  }

  /// A text bound by `let`.
  public void value(String name, String text) {
    values.put(name, Quantity.of(text));
  }

  /// The table of a sweep, or the series of a training.
  public void records(String name, Columns table) {
    records.put(name, table);
  }

  /// A printed text; several lines are kept as such.
  public void print(String text) {
    printed.addAll(text.lines().toList());
  }

  public void expectation(Expectation expectation) {
    expectations.add(expectation);
  }

  public void plot(Plot plot) {
    plots.add(plot);
  }

  /// The name of the next plot.
  public String nextPlot() {
    return "plot-" + (plots.size() + 1);
  }

  public void save(Saved saved) {
    saves.add(saved);
  }

  /// What has been collected so far.
  public ExperimentReport report(double seconds) {
    return new ExperimentReport(
        name, parameters, values, records, printed, expectations, plots, saves, seconds);
  }
}
