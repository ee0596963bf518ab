package dev.dyn.compiler.parse;

import static dev.dyn.grammar.DynParser.*;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.Names;
import dev.dyn.compiler.diagnostic.SyntaxCodes;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.antlr.v4.runtime.ParserRuleContext;

/// Lines that begin with something that cannot stand there, or with a misspelled word.
final class LineErrors {
  private static final List<String> TOP =
      List.of("import", "let", "fn", "data", "system", "network", "rule", "training", "experiment");
  private static final List<String> ITEMS =
      List.of(
          "param",
          "input",
          "state",
          "weight",
          "output",
          "draw",
          "noise",
          "let",
          "part",
          "model",
          "layer",
          "on",
          "grid",
          "field",
          "forward",
          "stratonovich",
          "next",
          "at",
          "when",
          "per",
          "loss",
          "rule",
          "for",
          "every",
          "stop");
  private static final List<String> STATEMENTS =
      List.of(
          "let",
          "data",
          "param",
          "record",
          "model",
          "precision",
          "seed",
          "print",
          "expect",
          "plot",
          "save",
          "for",
          "train",
          "sweep");

  private LineErrors() {}

  /// The token cannot begin a line of this declaration.
  static Diagnostic wrongStart(ParserRuleContext around, Lexeme found) {
    String word = found.getText();
    if (around.getRuleIndex() == RULE_file && TOP.contains(word)) {
      return Diagnostic.of(
          SyntaxCodes.MISSING_NAME, "after `" + word + "` comes a name", found.span().after());
    }
    return switch (around.getRuleIndex()) {
      case RULE_body ->
          suggest(
              Diagnostic.of(
                  SyntaxCodes.NOT_AN_ITEM, quoted(found) + " cannot stand here", found.span(), ""),
              "Here stand states, parameters, equations, and the like",
              word,
              ITEMS);
      case RULE_block ->
          suggest(
              Diagnostic.of(
                  SyntaxCodes.NOT_A_STATEMENT, quoted(found) + " cannot stand here", found.span()),
              "Here stand statements: `let`, `print`, `expect`, `plot`, and the like",
              word,
              STATEMENTS);
      case RULE_actions ->
          Diagnostic.of(
                  SyntaxCodes.NOT_A_STATEMENT, quoted(found) + " cannot stand here", found.span())
              .note("What happens is written `x := …`, also `draw z ~ …` and `let e = …`.");
      default ->
          declaration(
              Diagnostic.of(
                  SyntaxCodes.NOT_A_DECLARATION,
                  quoted(found) + " cannot stand at the top of a file",
                  found.span()),
              word);
    };
  }

  private static Diagnostic declaration(Diagnostic problem, String word) {
    return word.equals("from")
        ? problem.note("An import begins with `import`: `import std.nn.{Dense, Residual}`.")
        : suggest(problem, "A file has declarations: " + listed(TOP), word, TOP);
  }

  private static Diagnostic suggest(
      Diagnostic problem, String what, String word, List<String> here) {
    if (STATEMENTS.contains(word) && here != STATEMENTS) {
      return problem.note("`" + word + "` stands in an experiment.").note(what + ".");
    }
    if (ITEMS.contains(word) && here != ITEMS) {
      return problem.note("`" + word + "` stands in a system or its like.").note(what + ".");
    }
    if (TOP.contains(word) && here != TOP) {
      return problem.note("`" + word + "` stands at the top of a file, outside of all braces.");
    }
    return problem.note(what + ".").suggestName(Names.closest(word, here));
  }

  /// The line begins with a name that is nearly a keyword, and goes on as if it were one.
  static Optional<Diagnostic> typo(Lexeme start, Lexeme found) {
    boolean wordAfterWord =
        start.getType() == IDENT && found.getTokenIndex() == start.getTokenIndex() + 1;
    if (!wordAfterWord || !isOperand(found.getType())) return Optional.empty();
    var all = new TreeSet<>(TOP);
    all.addAll(ITEMS);
    all.addAll(STATEMENTS);
    if (all.contains(start.getText())) return Optional.of(nameMissing(start, found));
    return Names.closest(start.getText(), all)
        .map(meant ->
            Diagnostic.of(
                    SyntaxCodes.UNEXPECTED,
                    "`" + start.getText() + "` is not a word of Dyn",
                    start.span())
                .suggest("did you mean `" + meant + "`?"));
  }

  /// A word that needs a name after it has something else.
  private static Diagnostic nameMissing(Lexeme word, Lexeme found) {
    return Diagnostic.of(
        SyntaxCodes.MISSING_NAME,
        "after `" + word.getText() + "` comes a name, not " + quoted(found),
        found.span(),
        "a name is expected here");
  }

  private static boolean isOperand(int type) {
    return TokenKinds.isWord(type) || type == NUMBER || type == STRING;
  }

  private static String quoted(Lexeme found) {
    return SyntaxErrors.name(found);
  }

  private static String listed(List<String> words) {
    return "`" + String.join("`, `", words) + "`";
  }
}
