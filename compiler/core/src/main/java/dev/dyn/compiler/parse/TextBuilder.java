package dev.dyn.compiler.parse;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.diagnostic.SyntaxCodes;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Piece;
import dev.dyn.grammar.DynParser;
import dev.dyn.grammar.DynParser.InterpolationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Takes a text in quotes apart: characters, escapes, and values in braces.
///
/// `{value:format}`: the format follows the last `:` that is not inside brackets. `{{` and `}}` are
/// braces. The value is scanned and parsed in its place in the source, so that messages point into
/// the text. A mistake in a value does not touch the statement around it.
final class TextBuilder {
  /// Fill and alignment, sign, zeros, width, grouping, digits after the point, kind: `>8.3f`.
  private static final Pattern FORMAT =
      Pattern.compile("(.?[<>^])?[+\\- ]?0?[0-9]{0,4}[,_]?(\\.[0-9]{1,4})?[dfeEgGsx%]?");

  private final Source source;
  private final Problems problems;
  private final ExpressionBuilder expressions;

  TextBuilder(Source source, Problems problems, ExpressionBuilder expressions) {
    this.source = source;
    this.problems = problems;
    this.expressions = expressions;
  }

  Expression of(Lexeme token) {
    Span span = token.span();
    boolean isClosed = !token.isReported();
    int end = isClosed ? span.end() - 1 : span.end();
    return new Expression.StringLiteral(new Reader(span.start() + 1, end).pieces(), span);
  }

  /// Reads one text from left to right.
  private final class Reader {
    private final String text = source.text();
    private final int end;
    private final List<Piece> pieces = new ArrayList<>();
    private final StringBuilder characters = new StringBuilder();
    private int from;
    private int at;

    Reader(int start, int end) {
      this.from = start;
      this.at = start;
      this.end = end;
    }

    List<Piece> pieces() {
      while (at < end) {
        char c = text.charAt(at);
        switch (c) {
          case '\\' -> escape();
          case '{' -> {
            if (next() == '{') take('{', 2);
            else value();
          }
          case '}' -> {
            if (next() != '}') reportLoneBrace();
            take('}', next() == '}' ? 2 : 1);
          }
          default -> take(c, 1);
        }
      }
      flush();
      return pieces;
    }

    private char next() {
      return at + 1 < end ? text.charAt(at + 1) : '\0';
    }

    private void take(char meaning, int length) {
      characters.append(meaning);
      at += length;
    }

    private void flush() {
      if (!characters.isEmpty()) {
        pieces.add(new Piece.Characters(characters.toString(), source.span(from, at)));
      }
      characters.setLength(0);
    }

    private void escape() {
      switch (next()) {
        case 'n' -> take('\n', 2);
        case 't' -> take('\t', 2);
        case 'r' -> take('\r', 2);
        case '"' -> take('"', 2);
        case '\\' -> take('\\', 2);
        default -> {
          int stop = text.offsetByCodePoints(at, at + 1 < end ? 2 : 1);
          Span span = source.span(at, Math.min(end, stop));
          problems.add(
              Diagnostic.of(
                      SyntaxCodes.UNKNOWN_ESCAPE, "`" + span.text() + "` has no meaning", span)
                  .note("In a text: `\\n`, `\\t`, `\\r`, `\\\"`, `\\\\`; braces are doubled."));
          at = span.end();
        }
      }
    }

    private void value() {
      int close = closing();
      if (close < 0) {
        reportUnclosed();
        take('{', 1);
        return;
      }
      flush();
      int colon = lastColon(close);
      int valueEnd = colon < 0 ? close : colon;
      var value = expression(at + 1, valueEnd);
      var format = colon < 0 ? Optional.<Piece.Format>empty() : format(colon + 1, close);
      pieces.add(new Piece.Value(value, format, source.span(at, close + 1)));
      at = close + 1;
      from = at;
    }

    /// The brace that closes the one here, or -1.
    private int closing() {
      int depth = 0;
      for (int i = at; i < end; i++) {
        char c = text.charAt(i);
        if (c == '{') depth++;
        if (c == '}' && --depth == 0) return i;
      }
      return -1;
    }

    private int lastColon(int close) {
      int depth = 0;
      int colon = -1;
      for (int i = at + 1; i < close; i++) {
        switch (text.charAt(i)) {
          case '(', '[', '{' -> depth++;
          case ')', ']', '}' -> depth--;
          case ':' -> colon = depth == 0 ? i : colon;
          default -> {}
        }
      }
      return colon;
    }

    private Optional<Piece.Format> format(int start, int stop) {
      Span span = source.span(start, stop);
      if (!FORMAT.matcher(span.text()).matches()) {
        problems.add(
            Diagnostic.of(SyntaxCodes.BAD_FORMAT, "`" + span.text() + "` is not a format", span)
                .note("A format is like `.3f`, `8.2e`, `>10`, `05d`, `.1%`."));
        return Optional.empty();
      }
      return Optional.of(new Piece.Format(span.text(), span));
    }

    private void reportLoneBrace() {
      problems.add(
          Diagnostic.of(
                  SyntaxCodes.BAD_INTERPOLATION, "this `}` closes nothing", source.span(at, at + 1))
              .suggest("for a brace in a text write `}}`"));
    }

    private void reportUnclosed() {
      problems.add(
          Diagnostic.of(
                  SyntaxCodes.BAD_INTERPOLATION,
                  "the value that begins here has no closing brace",
                  source.span(at, at + 1))
              .suggest("for a brace in a text write `{{`"));
    }
  }

  private Expression expression(int start, int stop) {
    Span span = source.span(start, stop);
    if (span.text().isBlank()) {
      problems.add(
          Diagnostic.of(
                  SyntaxCodes.BAD_INTERPOLATION,
                  "there is no value between these braces",
                  source.span(start - 1, Math.min(stop + 1, source.text().length())))
              .suggest("for braces in a text write `{{` and `}}`"));
      return new Expression.Missing(span);
    }
    var tokens = Layout.of(source, Scanner.scan(source, start, stop), problems);
    SoftWords.settleExpression(tokens);
    InterpolationContext tree = ConcreteSyntax.parse(tokens, problems, DynParser::interpolation);
    if (tree.exception != null || tree.expr() == null) return new Expression.Missing(span);
    return expressions.of(tree.expr());
  }
}
