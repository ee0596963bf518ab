package dev.dyn.compiler.parse;

import static dev.dyn.grammar.DynLexer.*;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Decides which soft words mean something and which are names (and become IDENT).
///
/// A soft word means something only where a statement expects it: `state`, `loss`, … at the
/// beginning of a statement, unless what follows shows a name that is used (`loss' = …`,
/// `state.x`); `within`, `of`, `steps`, … right after an expression, where no name can stand;
/// `train` and `sweep` before a word. Inside the braces of a block or a record no statement begins
/// but `let`.
final class SoftWords {
  private final List<Lexeme> tokens;
  private final Deque<Boolean> bodies = new ArrayDeque<>();
  private boolean atStart = true;

  private SoftWords(List<Lexeme> tokens) {
    this.tokens = tokens;
  }

  /// Changes the types of those soft words that are names, in a file.
  static void settle(List<Lexeme> tokens) {
    new SoftWords(tokens).run();
  }

  /// The same in an expression by itself, where no statement begins.
  static void settleExpression(List<Lexeme> tokens) {
    var words = new SoftWords(tokens);
    words.bodies.push(false);
    words.atStart = false;
    words.run();
  }

  private void run() {
    for (int i = 0; i < tokens.size(); i++) step(i);
  }

  private void step(int i) {
    int type = type(i);
    if (TokenKinds.isSoft(type) && !meansSomething(i)) tokens.get(i).setType(IDENT);
    if (type == LBRACE) bodies.push(opensBody(i));
    if (type == RBRACE && !bodies.isEmpty()) bodies.pop();
    atStart = begins(i + 1);
  }

  /// Whether a statement or an item of a body begins here, which is not beyond the brackets seen.
  private boolean begins(int i) {
    boolean inBody = bodies.isEmpty() || bodies.getFirst();
    return inBody && (type(i - 1) == SEP || type(i - 1) == LBRACE);
  }

  /// A brace after an expression or a name opens a body of items or statements; after an operator,
  /// a bracket or a separator it opens a record or a block.
  private boolean opensBody(int i) {
    int before = type(i - 1);
    return TokenKinds.endsExpression(before) || TokenKinds.isSoft(before);
  }

  private boolean meansSomething(int i) {
    int type = type(i);
    int before = type(i - 1);
    int next = type(i + 1);
    if (TokenKinds.isInfixWord(type)) return TokenKinds.endsExpression(before);
    if (TokenKinds.introducesName(type)) return atStart && TokenKinds.isWord(next);
    return switch (type) {
      case AT ->
          atStart && TokenKinds.isWord(next)
              || before == GRADIENT
              || before == LOSS && !begins(i - 1);
      case RATE -> before == AT;
      case WHEN -> before == STOP || introduces(i);
      case STOP -> atStart && TokenKinds.isWord(next);
      case PER -> atStart && next == TENSOR;
      case TENSOR -> before == PER;
      case FORWARD -> atStart && next == LPAREN;
      case EPOCH -> before == EVERY && next == LBRACE;
      case GRADIENT -> next == AT;
      case LOSS -> atStart ? introduces(i) : next == AT;
      case TRAIN -> isPlainWord(next) || wordThen(i + 1, LBRACE);
      case SWEEP ->
          isPlainWord(next)
              || wordThen(i + 1, IN)
              || wordThen(i + 1, COMMA)
              || wordThen(i + 1, LBRACE);
      default -> introduces(i);
    };
  }

  /// A statement word before an expression; not where it is itself assigned or taken a field of.
  private boolean introduces(int i) {
    if (!atStart) return false;
    return switch (type(i + 1)) {
      case ASSIGN, PRIME, DOT, BECOMES, COLON -> false;
      case LBRACK -> !assignsElement(i + 1);
      default -> true;
    };
  }

  /// `input[0] := …`
  private boolean assignsElement(int bracket) {
    int depth = tokens.get(bracket).depth();
    for (int i = bracket + 1; i < tokens.size(); i++) {
      if (tokens.get(i).depth() == depth) return type(i) == RBRACK && type(i + 1) == BECOMES;
    }
    return false;
  }

  private boolean isPlainWord(int type) {
    return TokenKinds.isWord(type) && !TokenKinds.isReserved(type) && !TokenKinds.isInfixWord(type);
  }

  private boolean wordThen(int i, int type) {
    return TokenKinds.isWord(type(i)) && !TokenKinds.isReserved(type(i)) && type(i + 1) == type;
  }

  private int type(int i) {
    return i < 0 ? SEP : i < tokens.size() ? tokens.get(i).getType() : EOF;
  }
}
