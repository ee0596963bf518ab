package dev.dyn.ide;

import dev.dyn.compiler.parse.TextToken;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What can be folded away: braces, brackets, comments and imports of several lines.
public final class Foldings {
  private Foldings() {}

  /// What is folded.
  public enum Kind {
    CODE,
    COMMENT,
    IMPORTS
  }

  /// @param first the line, from 1, that stays
  /// @param last the last line that goes
  public record Folding(Kind kind, int first, int last) {}

  public static List<Folding> of(Snapshot snapshot) {
    List<Folding> all = new ArrayList<>();
    Deque<TextToken> open = new ArrayDeque<>();
    int comment = 0;
    int commentEnd = -1;
    int imports = 0;
    int importsEnd = -1;
    for (TextToken token : snapshot.tokens()) {
      int line = token.span().line();
      switch (token.kind()) {
        case OPEN -> open.push(token);
        case CLOSE -> {
          if (!open.isEmpty()) {
            add(all, Kind.CODE, open.pop().span().line(), line - 1);
          }
        }
        case COMMENT, DOC -> {
          if (line != commentEnd + 1) {
            add(all, Kind.COMMENT, comment, commentEnd);
            comment = line;
          }
          commentEnd = token.span().endLine();
        }
        case RESERVED -> {
          if (token.is("import")) {
            if (line != importsEnd + 1) {
              add(all, Kind.IMPORTS, imports, importsEnd);
              imports = line;
            }
            importsEnd = line;
          }
        }
        case NAME, SOFT, NUMBER, TEXT, SIGN -> {}
      }
    }
    add(all, Kind.COMMENT, comment, commentEnd);
    add(all, Kind.IMPORTS, imports, importsEnd);
    return all;
  }

  private static void add(List<Folding> all, Kind kind, int first, int last) {
    if (first > 0 && last > first) {
      all.add(new Folding(kind, first, last));
    }
  }
}
