package dev.dyn.compiler.format;

import static dev.dyn.grammar.DynLexer.*;

import dev.dyn.compiler.parse.ConcreteSyntax;
import dev.dyn.compiler.parse.Lexeme;
import dev.dyn.compiler.source.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Cuts a program into its lines: which tokens, in which bracket, and whether a statement begins.
final class Lines {
  private final Source source;
  private final Roles roles;
  private final Spacing spacing;
  private final List<Lexeme> tokens;

  /// The offsets at which statements begin: those after a separator or a body's brace.
  private final Set<Integer> starts = new HashSet<>();

  private final Deque<Lexeme> open = new ArrayDeque<>();
  private final List<Line> lines = new ArrayList<>();
  private List<Cell> cells = new ArrayList<>();
  private int firstToken;
  private int lineEnds;
  private int opener = -1;

  private Lines(ConcreteSyntax concrete, Roles roles) {
    this.source = concrete.source();
    this.roles = roles;
    this.spacing = new Spacing(roles);
    this.tokens = concrete.raw();
    int before = SEP;
    for (Lexeme token : concrete.tokens()) {
      if (before == SEP || before == LBRACE) starts.add(token.span().start());
      before = token.getType();
    }
  }

  static List<Line> of(ConcreteSyntax concrete, Roles roles) {
    return new Lines(concrete, roles).cut();
  }

  private List<Line> cut() {
    for (int i = 0; i < tokens.size(); i++) {
      Lexeme token = tokens.get(i);
      switch (token.getType()) {
        case NL -> endLine();
        case EOF -> endLine();
        case SEMI -> {
          if (!isNeedless(i)) add(i);
        }
        default -> add(i);
      }
    }
    return lines;
  }

  /// A `;` separates two statements on one line; elsewhere the line end or the brace does.
  private boolean isNeedless(int i) {
    if (cells.isEmpty() || cells.getLast().token().getType() == LBRACE) return true;
    for (int j = i + 1; j < tokens.size(); j++) {
      int type = tokens.get(j).getType();
      if (type == NL || type == EOF || type == RBRACE || type == SEMI) return true;
      if (!Spacing.isComment(type)) return false;
      if (type == BLOCK_COMMENT) return false;
    }
    return true;
  }

  private void add(int i) {
    Lexeme token = tokens.get(i);
    if (Spacing.isCloser(token.getType())) open.pop();
    boolean first = cells.isEmpty();
    if (first) opener = inner();
    if (first) firstToken = i;
    int gap = first ? 0 : spacing.between(cells.getLast().token(), token);
    if (isListBracket(token, first)) gap = 0;
    int column = source.columnAt(token.span().start());
    int space = first ? 0 : token.span().start() - cells.getLast().token().span().end();
    cells.add(new Cell(token, text(token), gap, column, space, inner()));
    if (Spacing.isOpener(token.getType())) open.push(token);
  }

  /// The braces of an import are written closely: `std.optim.{Adam}`.
  private boolean isListBracket(Lexeme token, boolean first) {
    if (first) return true;
    Lexeme before = cells.getLast().token();
    boolean opens = before.getType() == LBRACE && isImportBrace(cells.size() - 1);
    boolean closes = token.getType() == RBRACE && closesImport();
    return opens || closes;
  }

  private boolean isImportBrace(int cell) {
    return cell > 0 && cells.get(cell - 1).token().getType() == DOT;
  }

  private boolean closesImport() {
    return !cells.isEmpty() && cells.getFirst().token().getType() == IMPORT;
  }

  private int inner() {
    return open.isEmpty() ? -1 : open.getFirst().span().start();
  }

  private void endLine() {
    if (cells.isEmpty()) {
      lineEnds++;
      return;
    }
    boolean blank = lineEnds > 0 && mayFollowBlank();
    lines.add(new Line(cells, blank, continues(), opener));
    cells = new ArrayList<>();
    lineEnds = 0;
  }

  /// No blank line at the beginning of a file or a body, nor before a closing bracket.
  private boolean mayFollowBlank() {
    if (lines.isEmpty() || Spacing.isCloser(cells.getFirst().token().getType())) return false;
    return !endsWithOpener(lines.getLast());
  }

  private static boolean endsWithOpener(Line line) {
    for (Cell cell : line.cells().reversed()) {
      if (!cell.isComment()) return Spacing.isOpener(cell.token().getType());
    }
    return false;
  }

  /// Whether the statement of this line's first token began earlier. Lists in brackets have lines
  /// of equal rank; a comment goes with what comes after it.
  private boolean continues() {
    boolean inList = opener >= 0 && !isBodyBrace(opener);
    if (inList) return false;
    int next = firstSignificant();
    return !starts.contains(tokens.get(next).span().start())
        && !Spacing.isCloser(tokens.get(next).getType())
        && tokens.get(next).getType() != EOF;
  }

  private boolean isBodyBrace(int offset) {
    return source.text().charAt(offset) == '{' && !roles.listBraces().contains(offset);
  }

  private int firstSignificant() {
    int at = firstToken;
    while (at < tokens.size() - 1 && isLayout(tokens.get(at).getType())) at++;
    return at;
  }

  private static boolean isLayout(int type) {
    return Spacing.isComment(type) || type == NL || type == SEMI;
  }

  /// Blanks at line ends and the writing of line ends are not part of a comment.
  private static String text(Lexeme token) {
    if (!Spacing.isComment(token.getType())) return token.getText();
    return String.join("\n", token.getText().lines().map(String::stripTrailing).toList());
  }
}
