package dev.dyn.compiler.parse;

import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import dev.dyn.grammar.DynLexer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;

/// Cuts a text into tokens: all of them, comments included, except blanks. Every character belongs
/// to a token or to blanks, so this cannot fail; odd characters become tokens of their own types.
public final class Scanner {
  private Scanner() {}

  /// The tokens of a whole source, with an end-of-file token last.
  public static List<Lexeme> scan(Source source) {
    return scan(source, 0, source.text().length());
  }

  /// The tokens of a part of a source.
  static List<Lexeme> scan(Source source, int from, int to) {
    String text = source.text().substring(from, to);
    var lexer = new DynLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    int[] offsets = utf16Offsets(text);
    var tokens = new ArrayList<Lexeme>();
    for (Token t = lexer.nextToken(); t.getType() != Token.EOF; t = lexer.nextToken()) {
      if (t.getType() == DynLexer.WS) continue;
      int start = from + offset(offsets, t.getStartIndex());
      int end = from + offset(offsets, t.getStopIndex() + 1);
      tokens.add(new Lexeme(t.getType(), t.getChannel(), source.span(start, end)));
    }
    tokens.add(new Lexeme(Token.EOF, Token.DEFAULT_CHANNEL, source.span(to, to)));
    return tokens;
  }

  /// The places of the tokens of a part of a source, without comments and what only ends lines and
  /// statements: what stays the same however a text is laid out.
  public static List<Span> words(Span part) {
    return scan(part.source(), part.start(), part.end()).stream()
        .filter(t -> t.getChannel() == Token.DEFAULT_CHANNEL)
        .filter(t -> !TokenKinds.isLayout(t.getType()))
        .map(Lexeme::span)
        .toList();
  }

  /// The lexer counts code points. Empty where the two counts agree, which is nearly always.
  private static int[] utf16Offsets(String text) {
    int points = text.codePointCount(0, text.length());
    if (points == text.length()) return new int[0];
    int[] offsets = new int[points + 1];
    for (int i = 0, at = 0; i < points; i++) {
      offsets[i] = at;
      at += Character.charCount(text.codePointAt(at));
    }
    offsets[points] = text.length();
    return offsets;
  }

  private static int offset(int[] offsets, int codePoints) {
    return offsets.length == 0 ? codePoints : offsets[codePoints];
  }
}
