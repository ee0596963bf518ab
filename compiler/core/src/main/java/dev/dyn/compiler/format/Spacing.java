package dev.dyn.compiler.format;

import static dev.dyn.grammar.DynLexer.*;

import dev.dyn.compiler.parse.Lexeme;

/// How many blanks stand between two tokens: products, powers, ranges and fields are written
/// closely, sums, comparisons and words with blanks.
final class Spacing {
  private final Roles roles;

  Spacing(Roles roles) {
    this.roles = roles;
  }

  /// Blanks between two neighbours on a line.
  int between(Lexeme before, Lexeme token) {
    int a = before.getType();
    int b = token.getType();
    if (isComment(b)) return b == BLOCK_COMMENT ? 1 : 2;
    if (isComment(a)) return 1;
    if (b == COMMA || b == SEMI || b == COLON || b == PRIME) return 0;
    if (a == COMMA || a == SEMI || a == COLON) return 1;
    if (a == LPAREN || a == LBRACK || b == RPAREN || b == RBRACK) return 0;
    if (a == LBRACE || b == RBRACE) return inBraces(before, token);
    if (a == DOT || b == DOT) return 0;
    if (isTight(before) || isTight(token)) return 0;
    if (roles.signs().contains(offset(before))) return 0;
    return roles.tightOpeners().contains(offset(token)) ? 0 : 1;
  }

  /// `{ a }`, but `{}` and `import std.optim.{Adam}`.
  private static int inBraces(Lexeme before, Lexeme token) {
    return before.getType() == LBRACE && token.getType() == RBRACE ? 0 : 1;
  }

  private boolean isTight(Lexeme token) {
    return switch (token.getType()) {
      case STAR, SLASH, CARET, TO, UNTIL -> true;
      case PLUS, MINUS -> roles.tightSums().contains(offset(token));
      default -> false;
    };
  }

  private static int offset(Lexeme token) {
    return token.span().start();
  }

  static boolean isComment(int type) {
    return type == DOC || type == LINE_COMMENT || type == BLOCK_COMMENT;
  }

  static boolean isOpener(int type) {
    return type == LPAREN || type == LBRACK || type == LBRACE;
  }

  static boolean isCloser(int type) {
    return type == RPAREN || type == RBRACK || type == RBRACE;
  }
}
