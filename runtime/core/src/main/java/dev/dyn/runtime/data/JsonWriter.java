package dev.dyn.runtime.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import dev.dyn.runtime.tensor.Tensor;
import dev.dyn.runtime.text.Shortest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/// JSON (RFC 8259) as results have it: numbers read back to the same bits, and what JSON has no
/// number for is one of the texts `"NaN"`, `"Infinity"` and `"-Infinity"`, which `float(…)` in
/// Python and `Number(…)` in JavaScript read.
final class JsonWriter {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
  private static final Separators SEPARATORS =
      Separators.createDefaultInstance()
          .withObjectFieldValueSpacing(Spacing.AFTER)
          .withObjectEmptySeparator("")
          .withArrayEmptySeparator("");

  private JsonWriter() {}

  /// What a document holds.
  @FunctionalInterface
  interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  /// Writes an object for people to read: a member or an element a line, a tensor on one line.
  static void document(OutputStream to, Content members) throws IOException {
    Writer out = new OutputStreamWriter(to, StandardCharsets.UTF_8);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.setPrettyPrinter(lines());
      object(json, members);
    }
    out.append('\n').flush();
  }

  /// An object without any space.
  static String compact(Content members) throws IOException {
    var text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      object(json, members);
    }
    return text.toString();
  }

  private static void object(JsonGenerator json, Content members) throws IOException {
    json.writeStartObject();
    members.write(json);
    json.writeEndObject();
  }

  private static DefaultPrettyPrinter lines() {
    var indenter = new DefaultIndenter("  ", "\n");
    var layout = new DefaultPrettyPrinter(SEPARATORS);
    layout.indentObjectsWith(indenter);
    layout.indentArraysWith(indenter);
    return layout;
  }

  private static DefaultPrettyPrinter oneLine() {
    var layout = new DefaultPrettyPrinter(SEPARATORS.withArrayValueSpacing(Spacing.AFTER));
    layout.indentArraysWith(DefaultPrettyPrinter.NopIndenter.instance);
    return layout;
  }

  static void real(JsonGenerator json, double value) throws IOException {
    if (Double.isFinite(value)) json.writeNumber(Shortest.of(value));
    else json.writeString(Double.toString(value));
  }

  private static void single(JsonGenerator json, float value) throws IOException {
    if (Float.isFinite(value)) json.writeNumber(Shortest.of(value));
    else json.writeString(Float.toString(value));
  }

  /// A scalar as a number, a tensor as nested arrays.
  static void tensor(JsonGenerator json, Tensor value) throws IOException {
    var layout = json.getPrettyPrinter();
    json.setPrettyPrinter(oneLine());
    nested(json, value, 0, 0);
    json.setPrettyPrinter(layout);
  }

  private static void nested(JsonGenerator json, Tensor value, int axis, int at)
      throws IOException {
    if (axis == value.shape().rank()) {
      entry(json, value, at);
      return;
    }
    int extent = value.shape().extent(axis);
    int stride = value.shape().strides()[axis];
    json.writeStartArray();
    for (int i = 0; i < extent; i++) nested(json, value, axis + 1, at + i * stride);
    json.writeEndArray();
  }

  private static void entry(JsonGenerator json, Tensor value, int at) throws IOException {
    switch (value) {
      case Tensor.F64 t -> real(json, t.values()[at]);
      case Tensor.F32 t -> single(json, t.values()[at]);
      case Tensor.I64 t -> json.writeNumber(t.values()[at]);
      case Tensor.Bool t -> json.writeBoolean(t.values()[at] != 0);
    }
  }
}
