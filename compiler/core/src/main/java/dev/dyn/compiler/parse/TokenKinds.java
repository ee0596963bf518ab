package dev.dyn.compiler.parse;

import static dev.dyn.grammar.DynLexer.*;

import java.util.Optional;

/// Which tokens do what, for deciding where statements end and what a word is. The one place that
/// knows the token types by their roles.
public final class TokenKinds {
  private TokenKinds() {}

  /// Whether a line that ends with this token goes on in the next one.
  static boolean continues(int type) {
    return switch (type) {
      case LPAREN, LBRACK, LBRACE, COMMA, COLON, BECOMES, ARROW, TILDE, ASSIGN -> true;
      case EQ, NE, LE, GE, LT, GT, PLUS, MINUS, STAR, SLASH, CARET, MATMUL, PIPE, TO, UNTIL -> true;
      case DIV, MOD, AND, OR, NOT, THEN, ELSE, IN -> true;
      default -> false;
    };
  }

  /// Whether a line that begins with this token belongs to the one before.
  static boolean continuesBefore(int type) {
    return type == PIPE || type == ELSE;
  }

  /// Whether a token says no more than that a line, a statement or the text ends.
  static boolean isLayout(int type) {
    return type == NL || type == SEMI || type == EOF;
  }

  /// Whether an expression can end with this token.
  public static boolean endsExpression(int type) {
    return switch (type) {
      case IDENT, NUMBER, STRING, TRUE, FALSE, RPAREN, RBRACK, RBRACE -> true;
      default -> false;
    };
  }

  /// Whether the token is a reserved word.
  public static boolean isReserved(int type) {
    return type >= IMPORT && type <= FALSE;
  }

  /// Whether the token is a soft word, here used as a keyword.
  public static boolean isSoft(int type) {
    return type >= SYSTEM && type <= SWEEP;
  }

  /// Whether the token is a word of any sort.
  static boolean isWord(int type) {
    return type == IDENT || isReserved(type) || isSoft(type);
  }

  /// Whether a soft word can stand only in the middle of a statement, after an expression.
  static boolean isInfixWord(int type) {
    return switch (type) {
      case OVER, WITHIN, OF, AGAINST, WITH, AS, STEPS, EPOCHS -> true;
      default -> false;
    };
  }

  /// Whether a soft word begins a declaration, item or statement and is followed by a word.
  static boolean introducesName(int type) {
    return switch (type) {
      case SYSTEM, NETWORK, RULE, TRAINING, EXPERIMENT, DATA, PARAM, INPUT, STATE, WEIGHT -> true;
      case OUTPUT, DRAW, NOISE, PART, MODEL, LAYER, ON, GRID, FIELD, STRATONOVICH, RECORD -> true;
      default -> false;
    };
  }

  /// Whether a soft word begins an item or statement and is followed by an expression.
  static boolean introducesExpression(int type) {
    return switch (type) {
      case LOSS, PRINT, EXPECT, PLOT, SAVE, SEED, PRECISION, EVERY, WHEN -> true;
      default -> false;
    };
  }

  /// The token that closes an opening bracket.
  static Optional<Integer> closer(int opener) {
    return switch (opener) {
      case LPAREN -> Optional.of(RPAREN);
      case LBRACK -> Optional.of(RBRACK);
      case LBRACE -> Optional.of(RBRACE);
      default -> Optional.empty();
    };
  }
}
