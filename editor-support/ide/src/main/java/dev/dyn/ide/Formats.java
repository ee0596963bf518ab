package dev.dyn.ide;

import dev.dyn.compiler.format.Formatter;
import dev.dyn.compiler.source.Source;
import java.util.List;
import java.util.Optional;

/// The canonical form of a file, as one change that leaves the beginning and the end alone.
public final class Formats {
  private Formats() {}

  /// The change; none if the text has the form already. Empty if it cannot be read.
  public static Optional<List<Edit>> of(Source source) {
    return Formatter.format(source).map(text -> changes(source, text));
  }

  private static List<Edit> changes(Source source, String after) {
    String before = source.text();
    if (before.equals(after)) {
      return List.of();
    }
    int same = 0;
    int most = Math.min(before.length(), after.length());
    while (same < most && before.charAt(same) == after.charAt(same)) {
      same++;
    }
    same = same == 0 ? 0 : before.lastIndexOf('\n', same - 1) + 1;
    int tail = 0;
    while (tail < most - same
        && before.charAt(before.length() - 1 - tail) == after.charAt(after.length() - 1 - tail)) {
      tail++;
    }
    // Whole lines, so that no character is cut in two.
    while (tail > 0 && before.charAt(before.length() - tail - 1) != '\n') {
      tail--;
    }
    return List.of(
        new Edit(
            source.span(same, before.length() - tail),
            after.substring(same, after.length() - tail)));
  }
}
