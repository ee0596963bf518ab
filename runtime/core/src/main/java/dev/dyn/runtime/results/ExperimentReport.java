package dev.dyn.runtime.results;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What one experiment gave.
///
/// @param parameters name → value the experiment ran with
/// @param values what `let` bound and `print` showed: scalars and small tensors
/// @param records the tables of `record`, by the name of the sweep's or training's `let`
/// @param printed lines in order
/// @param seconds how long it took
public record ExperimentReport(
    String name,
    SequencedMap<String, Quantity> parameters,
    SequencedMap<String, Quantity> values,
    SequencedMap<String, Columns> records,
    List<String> printed,
    List<Expectation> expectations,
    List<Plot> plots,
    List<Saved> saves,
    double seconds) {

  public ExperimentReport {
    parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
    values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    records = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(records));
    printed = List.copyOf(printed);
    expectations = List.copyOf(expectations);
    plots = List.copyOf(plots);
    saves = List.copyOf(saves);
  }

  /// Whether every expectation held.
  public boolean passed() {
    return expectations.stream().allMatch(Expectation::passed);
  }
}
