package dev.dyn.compiler.parse;

import static dev.dyn.grammar.DynLexer.*;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.diagnostic.SyntaxCodes;
import dev.dyn.compiler.source.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Decides which line ends end a statement, and makes brackets match.
///
/// Directly inside `( )` and `[ ]` line ends mean nothing. Elsewhere a line end gives a SEP, unless
/// the line cannot end there (after an operator, a comma, …) or the next one goes on (`|>`,
/// `else`). A `;` always gives one. There is a SEP before each `}` and at the end of the file,
/// never two in a row, and none after `{`.
///
/// A bracket that is not closed is reported once and closed by a token that is not in the text.
/// Where a line begins that can only be a new statement or declaration, what is open is known to be
/// unclosed: so a missing `)` does not swallow the rest of the program.
final class Layout {
  private final Source source;
  private final List<Lexeme> raw;
  private final Problems problems;
  private final List<Lexeme> out = new ArrayList<>();
  private final Deque<Lexeme> open = new ArrayDeque<>();

  /// Whether each `}` has its `{` in the whole text: then a declaration inside braces is misplaced,
  /// otherwise it shows that a `}` is missing before it.
  private final boolean bracesMatch;

  private int lastBadLine;

  private Layout(Source source, List<Lexeme> raw, Problems problems) {
    this.source = source;
    this.raw = raw;
    this.problems = problems;
    this.bracesMatch = bracesMatch(raw);
  }

  private static boolean bracesMatch(List<Lexeme> raw) {
    int depth = 0;
    for (Lexeme token : raw) {
      if (token.getType() == LBRACE) depth++;
      if (token.getType() == RBRACE && --depth < 0) return false;
    }
    return depth == 0;
  }

  /// The tokens for the parser, without comments and line ends.
  static List<Lexeme> of(Source source, List<Lexeme> raw, Problems problems) {
    return new Layout(source, raw, problems).run();
  }

  private List<Lexeme> run() {
    var significant = raw.stream().filter(t -> t.getChannel() == Lexeme.DEFAULT_CHANNEL).toList();
    boolean newLine = true;
    for (int i = 0; i < significant.size(); i++) {
      Lexeme token = significant.get(i);
      switch (token.getType()) {
        case NL -> newLine = true;
        case SEMI -> {
          semicolon(token);
          newLine = false;
        }
        default -> {
          if (newLine) lineStart(significant, i);
          place(token);
          newLine = false;
        }
      }
    }
    return out;
  }

  private void semicolon(Lexeme token) {
    if (!insideParentheses()) separate(token);
    else add(token); // the parser says that it does not belong here
  }

  private void lineStart(List<Lexeme> tokens, int i) {
    Lexeme token = tokens.get(i);
    boolean declares = startsDeclaration(tokens, i);
    if (!open.isEmpty() && declares && !bracesMatch) {
      reportUnclosed(open.peek());
      while (!open.isEmpty()) closeVirtually(token);
    } else if (insideParentheses() && (declares || startsStatement(tokens, i))) {
      reportUnclosed(open.peek());
      while (insideParentheses()) closeVirtually(token);
    }
    boolean goesOn =
        insideParentheses()
            || TokenKinds.continues(lastType()) && !startsNewStatement(tokens, i)
            || TokenKinds.continuesBefore(token.getType());
    if (!goesOn) separate(token);
  }

  /// Whether a statement begins here although the line before cannot end: what is missing there
  /// should not take this line with it. After a comma a list of declarations may go on.
  private boolean startsNewStatement(List<Lexeme> tokens, int i) {
    if (startsStatement(tokens, i)) return true;
    boolean equation =
        (type(tokens, i) == NUMBER || type(tokens, i) == IDENT) && type(tokens, i + 1) == ASSIGN;
    return equation && lastType() != COMMA;
  }

  /// A line that can only be a declaration: no item or statement begins like this.
  private static boolean startsDeclaration(List<Lexeme> tokens, int i) {
    int next = type(tokens, i + 1);
    int afterName = type(tokens, i + 2);
    return switch (type(tokens, i)) {
      case SYSTEM, NETWORK, TRAINING, EXPERIMENT ->
          TokenKinds.isWord(next) && (afterName == LBRACE || afterName == LPAREN);
      case RULE -> TokenKinds.isWord(next) && bodyFollows(tokens, i + 2);
      case FN -> next == IDENT;
      case IMPORT -> true;
      default -> false;
    };
  }

  /// Whether `{` comes next, perhaps after parentheses: tells a rule's declaration from its use.
  private static boolean bodyFollows(List<Lexeme> tokens, int i) {
    int at = i;
    if (type(tokens, at) == LPAREN) {
      for (int depth = 0; at < tokens.size(); at++) {
        if (type(tokens, at) == LPAREN) depth++;
        if (type(tokens, at) == RPAREN && --depth == 0) break;
        if (type(tokens, at) == LBRACE || type(tokens, at) == RBRACE) return false;
      }
      at++;
    }
    return type(tokens, at) == LBRACE;
  }

  /// A line that cannot stand inside parentheses: two words without an operator, or an equation.
  private static boolean startsStatement(List<Lexeme> tokens, int i) {
    int next = type(tokens, i + 1);
    int type = type(tokens, i);
    return switch (type) {
      case LET -> true;
      case NEXT -> next == IDENT;
      case IDENT -> next == PRIME;
      default ->
          (TokenKinds.introducesName(type) && (next == IDENT || TokenKinds.isSoft(next)))
              || (TokenKinds.introducesExpression(type) && (next == IDENT || next == STRING));
    };
  }

  private static int type(List<Lexeme> tokens, int i) {
    return i < tokens.size() ? tokens.get(i).getType() : EOF;
  }

  private void place(Lexeme token) {
    switch (token.getType()) {
      case LPAREN, LBRACK, LBRACE -> {
        add(token);
        open.push(token);
      }
      case RPAREN -> closeInner(token, LPAREN);
      case RBRACK -> closeInner(token, LBRACK);
      case RBRACE -> closeBrace(token);
      case EOF -> finish(token);
      case BAD -> addBad(token);
      default -> add(LexicalErrors.check(token, problems));
    }
  }

  /// One bad character on a line is enough.
  private void addBad(Lexeme token) {
    int line = token.span().line();
    add(line == lastBadLine ? token.markReported() : LexicalErrors.check(token, problems));
    lastBadLine = line;
  }

  /// `)` or `]`: closes its partner within the innermost braces; what is open inside that is not
  /// closed. Without a partner it is taken for the right one, or left out if nothing is open.
  private void closeInner(Lexeme token, int partner) {
    boolean known =
        open.stream()
            .takeWhile(o -> o.getType() != LBRACE)
            .limit(DepthGuard.LIMIT) // deeper ones are errors anyhow, and looking takes time
            .anyMatch(o -> o.getType() == partner);
    if (!known) {
      if (insideParentheses()) mismatch(token);
      else reportUnopened(token);
      return;
    }
    if (open.getFirst().getType() != partner) reportUnclosed(open.getFirst());
    while (open.getFirst().getType() != partner) closeVirtually(token);
    open.pop();
    add(token);
  }

  private void mismatch(Lexeme token) {
    Lexeme opener = open.getFirst();
    String message = "`" + opener.getText() + "` is not closed by `" + token.getText() + "`";
    problems.add(
        Diagnostic.of(SyntaxCodes.UNCLOSED_BRACKET, message, token.span())
            .relate(opener.span(), "opened here"));
    closeVirtually(token);
  }

  private void closeBrace(Lexeme token) {
    if (open.stream().noneMatch(o -> o.getType() == LBRACE)) {
      reportUnopened(token);
      return;
    }
    if (insideParentheses()) reportUnclosed(open.getFirst());
    while (insideParentheses()) closeVirtually(token);
    separate(token);
    open.pop();
    add(token);
  }

  private void finish(Lexeme end) {
    if (!open.isEmpty()) reportUnclosed(open.getFirst());
    while (!open.isEmpty()) closeVirtually(end);
    separate(end);
    add(end);
  }

  /// A SEP, unless there is nothing to separate.
  private void separate(Lexeme before) {
    int last = lastType();
    if (out.isEmpty() || last == SEP || last == LBRACE) return;
    int at = before.getType() == SEMI ? before.span().start() : out.getLast().span().end();
    add(new Lexeme(SEP, Lexeme.DEFAULT_CHANNEL, source.span(at, at)));
  }

  private void closeVirtually(Lexeme before) {
    int type = TokenKinds.closer(open.getFirst().getType()).orElseThrow();
    if (type == RBRACE) separate(before);
    open.pop();
    add(Lexeme.virtual(type, source, before.span().start()));
  }

  private void add(Lexeme token) {
    token.setDepth(open.size());
    token.setTokenIndex(out.size());
    out.add(token);
  }

  private int lastType() {
    return out.isEmpty() ? SEP : out.getLast().getType();
  }

  private boolean insideParentheses() {
    return !open.isEmpty() && open.getFirst().getType() != LBRACE;
  }

  private void reportUnclosed(Lexeme opener) {
    String message = "this `" + opener.getText() + "` is never closed";
    problems.add(
        Diagnostic.of(SyntaxCodes.UNCLOSED_BRACKET, message, opener.span(), "opened here")
            .note("Every opening bracket needs its closing one before the text around it ends."));
    opener.markReported();
  }

  private void reportUnopened(Lexeme closer) {
    String message = "this `" + closer.getText() + "` closes nothing";
    problems.add(Diagnostic.of(SyntaxCodes.UNOPENED_BRACKET, message, closer.span()));
  }
}
