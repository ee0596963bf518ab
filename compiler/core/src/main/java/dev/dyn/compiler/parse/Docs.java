package dev.dyn.compiler.parse;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.diagnostic.SyntaxCodes;
import dev.dyn.grammar.DynLexer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The `///` lines of a file, and what they document: the declaration, item or statement that
/// begins with the next token. Of several groups separated by blank lines the last one counts.
/// Those that document nothing are told of in the end.
final class Docs {
  /// From the offset of the documented thing to its lines.
  private final Map<Integer, List<Lexeme>> waiting = new HashMap<>();

  private final List<Lexeme> unused = new ArrayList<>();

  private Docs() {}

  static Docs of(List<Lexeme> raw) {
    var docs = new Docs();
    var group = new ArrayList<Lexeme>();
    boolean lineHasCode = false;
    int lineEnds = 0;
    for (Lexeme token : raw) {
      switch (token.getType()) {
        case DynLexer.DOC -> {
          if (lineHasCode) docs.unused.add(token);
          else group.add(token);
          lineEnds = 0;
        }
        case DynLexer.NL -> {
          lineHasCode = false;
          if (++lineEnds > 1) {
            docs.unused.addAll(group);
            group.clear();
          }
        }
        case DynLexer.LINE_COMMENT, DynLexer.BLOCK_COMMENT, DynLexer.BAD_COMMENT -> lineEnds = 0;
        case DynLexer.SEMI -> {} // a separator is nothing that can be documented
        default -> {
          if (!group.isEmpty()) docs.waiting.put(token.span().start(), List.copyOf(group));
          group.clear();
          lineHasCode = true;
          lineEnds = 0;
        }
      }
    }
    return docs;
  }

  /// The documentation of what begins with this token, without slashes and the blank after them.
  Optional<String> take(Lexeme first) {
    return Optional.ofNullable(waiting.remove(first.span().start())).map(Docs::text);
  }

  private static String text(List<Lexeme> lines) {
    return String.join("\n", lines.stream().map(line -> line(line.getText())).toList());
  }

  private static String line(String written) {
    String text = written.substring(3);
    return (text.startsWith(" ") ? text.substring(1) : text).stripTrailing();
  }

  /// Warns of lines that nothing took.
  void reportUnused(Problems problems) {
    waiting.values().forEach(unused::addAll);
    for (Lexeme doc : unused) {
      problems.add(
          Diagnostic.of(
                  SyntaxCodes.UNUSED_DOC,
                  "this comment documents nothing",
                  doc.span(),
                  "nothing that can be documented follows")
              .note("`///` documents what follows on the next line; `//` begins a plain comment."));
    }
  }
}
