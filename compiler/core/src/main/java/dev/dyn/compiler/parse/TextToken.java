package dev.dyn.compiler.parse;

import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import dev.dyn.grammar.DynLexer;
import java.util.ArrayList;
import java.util.List;

/// A word or sign of a text, for editors: comments are there, blanks and line ends are not.
///
/// @param depth how many brackets are open around it; a bracket does not count itself
public record TextToken(Kind kind, Span span, int depth) {
  /// What a token is.
  public enum Kind {
    /// A name, also one spelled like a word that means something elsewhere.
    NAME,
    /// A word that cannot be a name.
    RESERVED,
    /// A word that means something at this place.
    SOFT,
    NUMBER,
    TEXT,
    COMMENT,
    /// A line of documentation.
    DOC,
    OPEN,
    CLOSE,
    SIGN
  }

  /// The tokens of a text, however broken it is.
  public static List<TextToken> of(Source source) {
    var raw = Scanner.scan(source);
    SoftWords.settle(Layout.of(source, raw, new Problems()));
    var tokens = new ArrayList<TextToken>();
    for (Lexeme token : raw) {
      if (token.getType() == DynLexer.NL || token.getType() == DynLexer.EOF) continue;
      tokens.add(new TextToken(kind(token.getType()), token.span(), token.depth()));
    }
    return tokens;
  }

  private static Kind kind(int type) {
    if (TokenKinds.isReserved(type)) return Kind.RESERVED;
    if (TokenKinds.isSoft(type)) return Kind.SOFT;
    return switch (type) {
      case DynLexer.IDENT -> Kind.NAME;
      case DynLexer.NUMBER, DynLexer.BAD_NUMBER -> Kind.NUMBER;
      case DynLexer.STRING, DynLexer.BAD_STRING -> Kind.TEXT;
      case DynLexer.DOC -> Kind.DOC;
      case DynLexer.LINE_COMMENT, DynLexer.BLOCK_COMMENT, DynLexer.BAD_COMMENT -> Kind.COMMENT;
      case DynLexer.LPAREN, DynLexer.LBRACK, DynLexer.LBRACE -> Kind.OPEN;
      case DynLexer.RPAREN, DynLexer.RBRACK, DynLexer.RBRACE -> Kind.CLOSE;
      default -> Kind.SIGN;
    };
  }

  /// What is written there.
  public String text() {
    return span.text();
  }

  /// Whether it is this sign or word.
  public boolean is(String text) {
    return span.length() == text.length() && span.source().text().startsWith(text, span.start());
  }
}
