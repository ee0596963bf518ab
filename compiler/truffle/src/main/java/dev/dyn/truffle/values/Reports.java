package dev.dyn.truffle.values;

import dev.dyn.runtime.results.Columns;
import dev.dyn.runtime.results.Expectation;
import dev.dyn.runtime.results.ExperimentReport;
import dev.dyn.runtime.results.Quantity;
import dev.dyn.runtime.results.RunReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What a run gave, as values of other languages:
///
/// ```
/// experiment → passed, parameters → name, values → name, records → name → column,
///              printed[k], expectations[k] → text, line, passed, value, target, tolerance
/// ```
public final class Reports {
  private Reports() {}

  public static Object of(RunReport report) {
    SequencedMap<String, Object> experiments = new LinkedHashMap<>();
    report.experiments().forEach(experiment -> experiments.put(experiment.name(), of(experiment)));
    return new Members(experiments);
  }

  private static Object of(ExperimentReport report) {
    SequencedMap<String, Object> members = new LinkedHashMap<>();
    members.put("passed", report.passed());
    members.put("parameters", quantities(report.parameters()));
    members.put("values", quantities(report.values()));
    SequencedMap<String, Object> records = new LinkedHashMap<>();
    report.records().forEach((name, columns) -> records.put(name, of(columns)));
    members.put("records", new Members(records));
    members.put("printed", new Elements(report.printed()));
    List<Object> expectations = report.expectations().stream().map(Reports::of).toList();
    members.put("expectations", new Elements(expectations));
    return new Members(members);
  }

  private static Object quantities(SequencedMap<String, Quantity> quantities) {
    SequencedMap<String, Object> members = new LinkedHashMap<>();
    quantities.forEach((name, quantity) ->
        members.put(
            name,
            switch (quantity) {
              case Quantity.Numbers(var tensor) -> TensorRows.of(tensor);
              case Quantity.Words(String text) -> text;
            }));
    return new Members(members);
  }

  private static Object of(Columns columns) {
    SequencedMap<String, Object> members = new LinkedHashMap<>();
    columns.tensors().forEach((name, tensor) -> members.put(name, TensorRows.of(tensor)));
    return new Members(members);
  }

  private static Object of(Expectation expectation) {
    SequencedMap<String, Object> members = new LinkedHashMap<>();
    members.put("text", expectation.text());
    members.put("line", expectation.line());
    members.put("passed", expectation.passed());
    expectation.value().ifPresent(value -> members.put("value", TensorRows.of(value)));
    expectation.target().ifPresent(target -> members.put("target", TensorRows.of(target)));
    expectation
        .tolerance()
        .ifPresent(tolerance -> members.put("tolerance", TensorRows.of(tolerance)));
    return new Members(members);
  }
}
