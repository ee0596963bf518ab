package dev.dyn.compiler.diagnostic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.dyn.compiler.source.Span;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;

/// Writes problems as JSON for programs to read: one object a problem.
///
/// Fields: `code`, `severity`, `message`, `label`, `place`, `related` (`place`, `text`), `notes`,
/// `suggestion` (absent if there is none). A place has `file`, `line`, `column`, `endLine`,
/// `endColumn`, from 1, columns in code points, and `start`, `end`, UTF-16 offsets from 0.
public final class JsonRenderer {
  private static final JsonFactory FACTORY = new JsonFactory();

  /// Patterns go by code points: what they see as a surrogate has no partner.
  private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

  private JsonRenderer() {}

  /// One problem, on one line, without a line end.
  public static String render(Diagnostic problem) {
    var text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(json, problem);
    } catch (IOException e) {
      throw new UncheckedIOException("a StringWriter takes every text", e);
    }
    return escapeLoneSurrogates(text.toString());
  }

  /// An array with one problem a line, ending with a line end.
  public static String render(List<Diagnostic> problems) {
    if (problems.isEmpty()) return "[]\n";
    var lines = problems.stream().map(JsonRenderer::render).toList();
    return "[\n" + String.join(",\n", lines) + "\n]\n";
  }

  private static void write(JsonGenerator json, Diagnostic problem) throws IOException {
    json.writeStartObject();
    json.writeStringField("code", problem.code().id());
    json.writeStringField("severity", problem.severity().word());
    json.writeStringField("message", problem.message());
    json.writeStringField("label", problem.label());
    place(json, problem.span());
    json.writeArrayFieldStart("related");
    for (Note note : problem.related()) {
      json.writeStartObject();
      place(json, note.span());
      json.writeStringField("text", note.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("notes");
    for (String note : problem.notes()) json.writeString(note);
    json.writeEndArray();
    if (problem.suggestion().isPresent()) {
      json.writeStringField("suggestion", problem.suggestion().get());
    }
    json.writeEndObject();
  }

  private static void place(JsonGenerator json, Span span) throws IOException {
    json.writeObjectFieldStart("place");
    json.writeStringField("file", span.source().name());
    json.writeNumberField("line", span.line());
    json.writeNumberField("column", span.column());
    json.writeNumberField("endLine", span.endLine());
    json.writeNumberField("endColumn", span.endColumn());
    json.writeNumberField("start", span.start());
    json.writeNumberField("end", span.end());
    json.writeEndObject();
  }

  /// A surrogate without its partner cannot be written as UTF-8. It stands within a text, because
  /// the rest of JSON is ASCII.
  private static String escapeLoneSurrogates(String json) {
    return LONE_SURROGATE
        .matcher(json)
        .replaceAll(lone -> "\\\\u%04x".formatted((int) lone.group().charAt(0)));
  }
}
