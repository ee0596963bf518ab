package dev.dyn.compiler.parse;

import static dev.dyn.grammar.DynLexer.*;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.diagnostic.SyntaxCodes;

/// Reports tokens that are wrong by themselves, and makes of them what was probably meant, marked
/// as reported, so that the parser goes on without a second message.
final class LexicalErrors {
  private LexicalErrors() {}

  static Lexeme check(Lexeme token, Problems problems) {
    return switch (token.getType()) {
      case BAD -> {
        problems.add(badCharacter(token));
        yield token.markReported();
      }
      case BAD_STRING -> {
        problems.add(
            Diagnostic.of(
                    SyntaxCodes.UNTERMINATED_STRING,
                    "this text has no closing quote",
                    token.span(),
                    "begins here and runs to the end of the line")
                .note("A text ends on its line; a line break in it is written `\\n`."));
        yield as(STRING, token);
      }
      case BAD_NUMBER -> {
        problems.add(badNumber(token));
        yield as(NUMBER, token);
      }
      case FOREIGN -> {
        var meant = Foreign.of(token.getText());
        problems.add(
            Diagnostic.of(
                    SyntaxCodes.WRONG_OPERATOR,
                    "`" + token.getText() + "` is not an operator of Dyn",
                    token.span())
                .suggest(meant.advice()));
        yield meant.type() == BAD ? token.markReported() : as(meant.type(), token);
      }
      default -> token;
    };
  }

  /// Comments that never end swallow the rest of the file, so they are looked for by themselves.
  static void checkComment(Lexeme comment, Problems problems) {
    if (comment.getType() != BAD_COMMENT) return;
    problems.add(
        Diagnostic.of(
            SyntaxCodes.UNTERMINATED_COMMENT,
            "this comment has no end",
            comment.span().source().span(comment.span().start(), comment.span().start() + 2),
            "needs a `*/`"));
  }

  private static Lexeme as(int type, Lexeme token) {
    token.setType(type);
    return token.markReported();
  }

  private static Diagnostic badCharacter(Lexeme token) {
    int c = token.getText().codePointAt(0);
    boolean visible = !Character.isISOControl(c) && !Character.isSpaceChar(c);
    String shown = visible ? "`" + token.getText() + "`" : "U+%04X".formatted(c);
    var problem =
        Diagnostic.of(
            SyntaxCodes.UNKNOWN_CHARACTER,
            "the character " + shown + " means nothing here",
            token.span());
    return switch (c) {
      case '\u2018', '\u2019', '\u201C', '\u201D', '`' ->
          problem.note("Texts stand between straight double quotes, \"like this\".");
      case '?' -> problem.suggest("write a choice as `if c then a else b`");
      case '&' -> problem.suggest("write `and`");
      case '|' -> problem.suggest("write `or`, or `|>` to apply a function");
      case '\\' -> problem.suggest("solve a linear system by `linsolve(A, b)`");
      case '$' -> problem.note("Values are put into a text by braces: \"r = {r}\".");
      case '\u00B2', '\u00B3' -> problem.suggest("write a power with `^`");
      default -> problem;
    };
  }

  private static Diagnostic badNumber(Lexeme token) {
    String text = token.getText();
    var problem =
        Diagnostic.of(SyntaxCodes.MALFORMED_NUMBER, "`" + text + "` is not a number", token.span());
    if (text.matches("[0-9_.]*[0-9]_+|.*__.*")) {
      return problem.note("An underscore in a number stands between two digits: `20_000`.");
    }
    if (text.matches("[0-9][0-9_.]*[eE]")) {
      return problem.note("After `e` comes the power of ten: `1e-3`.");
    }
    if (text.matches("0[xXbBoO].*")) return problem.note("Numbers are written in decimal.");
    if (text.matches("[0-9.]+[\\p{L}_]\\w*")) {
      int split = 0;
      while (Character.isDigit(text.charAt(split)) || text.charAt(split) == '.') split++;
      String product = text.substring(0, split) + "*" + text.substring(split);
      return problem
          .note("A name does not begin with a digit, and a product needs its `*`.")
          .suggest("for the product, write `" + product + "`");
    }
    return problem;
  }

  /// An operator of another language, what to write for it, and the token to go on with.
  private record Foreign(int type, String advice) {
    static Foreign of(String text) {
      return switch (text) {
        case "**" -> new Foreign(CARET, "write a power with `^`");
        case "&&" -> new Foreign(AND, "write `and`");
        case "||" -> new Foreign(OR, "write `or`");
        case "!" -> new Foreign(NOT, "write `not`");
        case "%" -> new Foreign(MOD, "write a remainder with `mod`");
        case "===" -> new Foreign(EQ, "write `==`");
        case "!==", "\u2260" -> new Foreign(NE, "write `!=`");
        case "\u2264" -> new Foreign(LE, "write `<=`");
        case "\u2265" -> new Foreign(GE, "write `>=`");
        case "\u00D7", "\u00B7" -> new Foreign(STAR, "write a product with `*`");
        case "\u2212" -> new Foreign(MINUS, "write `-`, the hyphen of the keyboard");
        case "\u00F7" -> new Foreign(SLASH, "write a quotient with `/`");
        case "\u2192" -> new Foreign(ARROW, "write `->`");
        case "=>" -> new Foreign(BAD, "write `->` before a result type, `>=` to compare");
        case "\u2190" -> new Foreign(BAD, "give a name its value with `=`");
        case "#" -> new Foreign(BAD, "write a comment with `//`");
        default -> new Foreign(BAD, "names keep their value; a state changes by `next x = …`");
      };
    }
  }
}
