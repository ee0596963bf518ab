package dev.dyn.runtime.data;

import dev.dyn.runtime.results.Columns;
import dev.dyn.runtime.results.Expectation;
import dev.dyn.runtime.results.ExperimentReport;
import dev.dyn.runtime.results.Quantity;
import dev.dyn.runtime.results.RunReport;
import dev.dyn.runtime.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// `results.json`: everything small about a run, and the names of the files that hold the rest.
///
/// The layout is part of the language ("The command"). `value`, `target` and `tolerance` of an
/// expectation are `null` where the claim has none. Records are named `series.column`.
public final class ResultsJson {
  private ResultsJson() {}

  /// Writes a report.
  ///
  /// @param files the files written for each experiment, in the order of the experiments
  public static void write(RunReport report, List<List<String>> files, OutputStream to)
      throws IOException {
    Writer out = new OutputStreamWriter(to, StandardCharsets.UTF_8);
    var json = new JsonWriter(out);
    json.object(() -> {
      json.member("program", () -> json.text(report.program()));
      json.member("digest", () -> json.text(report.digest()));
      json.member("seed", () -> json.whole(report.seed()));
      json.member("precision", () -> json.text(report.precision().label()));
      json.member("engine", () -> json.text(report.engine()));
      json.member("threads", () -> json.whole(report.threads()));
      json.member("versions", () -> versions(json, report.versions()));
      json.member("timings", () -> timings(json, report.timings()));
      json.member("experiments", () -> experiments(json, report, files));
    });
    out.append('\n');
    out.flush();
  }

  private static void versions(JsonWriter json, Map<String, String> versions) throws IOException {
    json.object(() -> {
      for (var v : versions.entrySet()) json.member(v.getKey(), () -> json.text(v.getValue()));
    });
  }

  private static void timings(JsonWriter json, Map<String, Double> timings) throws IOException {
    json.object(() -> {
      for (var t : timings.entrySet()) json.member(t.getKey(), () -> json.real(t.getValue()));
    });
  }

  private static void experiments(JsonWriter json, RunReport report, List<List<String>> files)
      throws IOException {
    json.array(() -> {
      for (int i = 0; i < report.experiments().size(); i++) {
        ExperimentReport experiment = report.experiments().get(i);
        List<String> written = files.get(i);
        json.element(() -> experiment(json, experiment, written));
      }
    });
  }

  private static void experiment(JsonWriter json, ExperimentReport experiment, List<String> files)
      throws IOException {
    json.object(() -> {
      json.member("name", () -> json.text(experiment.name()));
      json.member("parameters", () -> quantities(json, experiment.parameters()));
      json.member("values", () -> quantities(json, experiment.values()));
      json.member("records", () -> records(json, experiment.records()));
      json.member("expectations", () -> expectations(json, experiment.expectations()));
      json.member("files", () -> names(json, files));
    });
  }

  private static void quantities(JsonWriter json, SequencedMap<String, Quantity> quantities)
      throws IOException {
    json.object(() -> {
      for (var entry : quantities.entrySet()) {
        json.member(entry.getKey(), () -> quantity(json, entry.getValue()));
      }
    });
  }

  private static void quantity(JsonWriter json, Quantity quantity) throws IOException {
    switch (quantity) {
      case Quantity.Numbers(Tensor tensor) -> json.tensor(tensor);
      case Quantity.Words(String text) -> json.text(text);
    }
  }

  private static void records(JsonWriter json, SequencedMap<String, Columns> records)
      throws IOException {
    json.object(() -> {
      for (var series : records.entrySet()) {
        for (var column : series.getValue().tensors().entrySet()) {
          String name = series.getKey() + "." + column.getKey();
          json.member(name, () -> json.tensor(column.getValue()));
        }
      }
    });
  }

  private static void expectations(JsonWriter json, List<Expectation> expectations)
      throws IOException {
    json.array(() -> {
      for (Expectation e : expectations) json.element(() -> expectation(json, e));
    });
  }

  private static void expectation(JsonWriter json, Expectation e) throws IOException {
    json.object(() -> {
      json.member("text", () -> json.text(e.text()));
      json.member("line", () -> json.whole(e.line()));
      json.member("passed", () -> json.truth(e.passed()));
      json.member("value", () -> optional(json, e.value()));
      json.member("target", () -> optional(json, e.target()));
      json.member("tolerance", () -> optional(json, e.tolerance()));
    });
  }

  private static void optional(JsonWriter json, Optional<Tensor> value) throws IOException {
    if (value.isPresent()) {
      json.tensor(value.get());
    } else {
      json.nothing();
    }
  }

  private static void names(JsonWriter json, List<String> names) throws IOException {
    json.array(() -> {
      for (String name : names) json.element(() -> json.text(name));
    });
  }
}
