package dev.dyn.compiler.parse;

import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import org.antlr.v4.runtime.CommonToken;

/// A token with its place in UTF-16 units, its depth, and whether something was said about it.
public final class Lexeme extends CommonToken {
  private static final long serialVersionUID = 1L;

  private final transient Span span;
  private int depth;
  private boolean reported;

  Lexeme(int type, int channel, Span span) {
    super(type);
    this.span = span;
    setChannel(channel);
    setStartIndex(span.start());
    setStopIndex(span.end() - 1);
  }

  /// A token that is not in the text; the parser does not complain about it.
  static Lexeme virtual(int type, Source source, int offset) {
    var token = new Lexeme(type, DEFAULT_CHANNEL, source.span(offset, offset));
    token.reported = true;
    return token;
  }

  public Span span() {
    return span;
  }

  /// How many brackets are open around this token; a bracket does not count itself.
  public int depth() {
    return depth;
  }

  void setDepth(int depth) {
    this.depth = depth;
  }

  /// Whether a problem with this token has been reported.
  public boolean isReported() {
    return reported;
  }

  Lexeme markReported() {
    reported = true;
    return this;
  }

  @Override
  public String getText() {
    return getType() == EOF ? "" : span.text();
  }

  /// Lines are computed only when asked for; scanning does not need them.
  @Override
  public int getLine() {
    return span.line();
  }
}
