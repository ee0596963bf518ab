package dev.dyn.compiler.diagnostic;

import dev.dyn.compiler.source.Span;
import java.util.List;

/// Writes problems as JSON for programs to read: one object a problem.
///
/// Fields: `code`, `severity`, `message`, `label`, `place`, `related` (`place`, `text`), `notes`,
/// `suggestion` (absent if there is none). A place has `file`, `line`, `column`, `endLine`,
/// `endColumn`, from 1, columns in code points, and `start`, `end`, UTF-16 offsets from 0.
public final class JsonRenderer {
  private JsonRenderer() {}

  /// One problem, on one line, without a line end.
  public static String render(Diagnostic problem) {
    var out = new StringBuilder("{");
    field(out, "code", problem.code().id()).append(',');
    field(out, "severity", problem.severity().word()).append(',');
    field(out, "message", problem.message()).append(',');
    field(out, "label", problem.label()).append(",\"place\":");
    place(out, problem.span()).append(",\"related\":[");
    String between = "";
    for (Note note : problem.related()) {
      place(out.append(between).append("{\"place\":"), note.span()).append(',');
      field(out, "text", note.text()).append('}');
      between = ",";
    }
    out.append("],\"notes\":[");
    between = "";
    for (String note : problem.notes()) {
      string(out.append(between), note);
      between = ",";
    }
    out.append(']');
    problem.suggestion().ifPresent(mend -> field(out.append(','), "suggestion", mend));
    return out.append('}').toString();
  }

  /// An array with one problem a line, ending with a line end.
  public static String render(List<Diagnostic> problems) {
    if (problems.isEmpty()) return "[]\n";
    var lines = problems.stream().map(JsonRenderer::render).toList();
    return "[\n" + String.join(",\n", lines) + "\n]\n";
  }

  private static StringBuilder place(StringBuilder out, Span span) {
    field(out.append('{'), "file", span.source().name());
    number(out, "line", span.line());
    number(out, "column", span.column());
    number(out, "endLine", span.endLine());
    number(out, "endColumn", span.endColumn());
    number(out, "start", span.start());
    number(out, "end", span.end());
    return out.append('}');
  }

  private static void number(StringBuilder out, String name, int value) {
    out.append(",\"").append(name).append("\":").append(value);
  }

  private static StringBuilder field(StringBuilder out, String name, String value) {
    return string(out.append('"').append(name).append("\":"), value);
  }

  private static StringBuilder string(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          boolean plain = c >= 0x20 && !Character.isSurrogate(c) || isPaired(text, i);
          if (plain) out.append(c);
          else out.append("\\u%04x".formatted((int) c));
        }
      }
    }
    return out.append('"');
  }

  /// Whether a surrogate has its partner: a lone one cannot be written as UTF-8.
  private static boolean isPaired(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
