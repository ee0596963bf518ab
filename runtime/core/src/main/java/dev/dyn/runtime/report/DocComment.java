package dev.dyn.runtime.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `///` lines say about a declaration at the top of a program.
///
/// Found by lines, without the compiler: a report is also written where none is.
///
/// @param kind the word before the name: `system`, `experiment`, …
/// @param text Markdown without the slashes
record DocComment(String kind, String name, String text) {
  private static final Pattern LINE = Pattern.compile("///(?!/) ?(.*)");
  private static final Pattern DECLARATION =
      Pattern.compile(
          "(system|network|rule|training|experiment|fn|let|data)\\s+([\\p{L}_][\\p{L}\\p{Nd}_]*).*");

  /// The comments of a program, in order.
  static List<DocComment> of(String source) {
    var found = new ArrayList<DocComment>();
    var lines = new ArrayList<String>();
    for (String line : source.lines().toList()) {
      Matcher comment = LINE.matcher(line);
      if (comment.matches()) {
        lines.add(comment.group(1));
        continue;
      }
      Matcher declaration = DECLARATION.matcher(line);
      if (!lines.isEmpty() && declaration.matches()) {
        String text = String.join("\n", lines);
        found.add(new DocComment(declaration.group(1), declaration.group(2), text));
      }
      lines.clear();
    }
    return List.copyOf(found);
  }
}
