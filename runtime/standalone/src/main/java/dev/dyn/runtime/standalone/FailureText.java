package dev.dyn.runtime.standalone;

import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.packed.PackedProgram;

/// Draws what stopped a run at its place in the source, as `dyn run` does.
record FailureText(PackedProgram program) {
  /// Lines, each with its end.
  String of(RunFailure failure) {
    StringBuilder text = new StringBuilder();
    text.append(Terminal.head(failure.code(), failure.getMessage()));
    String source = program.source();
    int site = Math.clamp(failure.site(), 0, source.length());
    int begin = source.lastIndexOf('\n', site - 1) + 1;
    String number =
        Long.toString(source.substring(0, begin).chars().filter(c -> c == '\n').count() + 1);
    String line = source.substring(begin).lines().findFirst().orElse("");
    int end = site;
    while (end < source.length() && Character.isUnicodeIdentifierPart(source.charAt(end))) {
      end++;
    }
    int column = source.codePointCount(begin, site);
    int width = Math.max(1, source.codePointCount(site, end));
    int gutter = Math.max(2, number.length());
    String margin = " ".repeat(gutter + 1);
    text.append("%s┌─ %s:%s:%d\n".formatted(margin, program.file(), number, column + 1));
    text.append("%s│\n".formatted(margin));
    text.append("%s%s │ %s\n".formatted(" ".repeat(gutter - number.length()), number, line));
    text.append("%s│ %s%s\n".formatted(margin, " ".repeat(column), "^".repeat(width)));
    if (!failure.notes().isEmpty()) {
      text.append("%s│\n".formatted(margin));
      failure.notes().forEach(note -> text.append("%s= note: %s\n".formatted(margin, note)));
    }
    return text.toString();
  }
}
