package dev.dyn.runtime.data;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dyn.runtime.results.Columns;
import dev.dyn.runtime.results.DataFile;
import dev.dyn.runtime.results.Expectation;
import dev.dyn.runtime.results.ExperimentReport;
import dev.dyn.runtime.results.Quantity;
import dev.dyn.runtime.results.RunReport;
import dev.dyn.runtime.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
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
    JsonWriter.document(
        to,
        json -> {
          json.writeStringField("program", report.program());
          json.writeStringField("digest", report.digest());
          json.writeNumberField("seed", report.seed());
          json.writeStringField("precision", report.precision().label());
          json.writeStringField("engine", report.engine());
          json.writeNumberField("threads", report.threads());
          versions(json, report.versions());
          timings(json, report.timings());
          data(json, report.data());
          json.writeArrayFieldStart("experiments");
          for (int i = 0; i < report.experiments().size(); i++) {
            experiment(json, report.experiments().get(i), files.get(i));
          }
          json.writeEndArray();
        });
  }

  private static void versions(JsonGenerator json, Map<String, String> versions)
      throws IOException {
    json.writeObjectFieldStart("versions");
    for (var v : versions.entrySet()) json.writeStringField(v.getKey(), v.getValue());
    json.writeEndObject();
  }

  private static void timings(JsonGenerator json, Map<String, Double> timings) throws IOException {
    json.writeObjectFieldStart("timings");
    for (var t : timings.entrySet()) {
      json.writeFieldName(t.getKey());
      JsonWriter.real(json, t.getValue());
    }
    json.writeEndObject();
  }

  /// The files that were read, as the program names them.
  private static void data(JsonGenerator json, List<DataFile> files) throws IOException {
    json.writeArrayFieldStart("data");
    for (DataFile file : files) {
      json.writeStartObject();
      json.writeStringField("file", file.name());
      json.writeStringField("digest", file.digest());
      json.writeNumberField("bytes", file.bytes());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void experiment(
      JsonGenerator json, ExperimentReport experiment, List<String> files) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", experiment.name());
    quantities(json, "parameters", experiment.parameters());
    quantities(json, "values", experiment.values());
    records(json, experiment.records());
    json.writeArrayFieldStart("expectations");
    for (Expectation e : experiment.expectations()) expectation(json, e);
    json.writeEndArray();
    json.writeArrayFieldStart("files");
    for (String file : files) json.writeString(file);
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void quantities(
      JsonGenerator json, String name, SequencedMap<String, Quantity> quantities)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (var entry : quantities.entrySet()) {
      json.writeFieldName(entry.getKey());
      switch (entry.getValue()) {
        case Quantity.Numbers(Tensor tensor) -> JsonWriter.tensor(json, tensor);
        case Quantity.Words(String text) -> json.writeString(text);
      }
    }
    json.writeEndObject();
  }

  private static void records(JsonGenerator json, SequencedMap<String, Columns> records)
      throws IOException {
    json.writeObjectFieldStart("records");
    for (var series : records.entrySet()) {
      for (var column : series.getValue().tensors().entrySet()) {
        json.writeFieldName(series.getKey() + "." + column.getKey());
        JsonWriter.tensor(json, column.getValue());
      }
    }
    json.writeEndObject();
  }

  private static void expectation(JsonGenerator json, Expectation e) throws IOException {
    json.writeStartObject();
    json.writeStringField("text", e.text());
    json.writeNumberField("line", e.line());
    json.writeBooleanField("passed", e.passed());
    optional(json, "value", e.value());
    optional(json, "target", e.target());
    optional(json, "tolerance", e.tolerance());
    json.writeEndObject();
  }

  private static void optional(JsonGenerator json, String name, Optional<Tensor> value)
      throws IOException {
    json.writeFieldName(name);
    if (value.isPresent()) {
      JsonWriter.tensor(json, value.get());
    } else {
      json.writeNull();
    }
  }
}
