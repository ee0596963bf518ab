package dev.dyn.compiler.parse;

import static dev.dyn.grammar.DynParser.*;

import dev.dyn.grammar.DynParser;
import java.util.function.BiConsumer;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;

/// What the generated parser does at an error: it tells of it once, gives up the line (declaration,
/// item, statement or action) in which it happened, and goes on with the next one. Nothing is
/// guessed within a line; brackets always match (`Layout`), so the end of the line is certain.
final class Recovery extends DefaultErrorStrategy {
  private final BiConsumer<Parser, RecognitionException> tell;
  private RecognitionException told;

  Recovery(BiConsumer<Parser, RecognitionException> tell) {
    this.tell = tell;
  }

  @Override
  public void reportError(Parser parser, RecognitionException error) {
    if (error == told) return; // on its way up to the line
    told = error;
    tell.accept(parser, error);
  }

  @Override
  public void recover(Parser parser, RecognitionException error) {
    ParserRuleContext context = parser.getContext();
    switch (context.getRuleIndex()) {
      case RULE_declarationLine, RULE_itemLine, RULE_statementLine, RULE_actionLine ->
          skipLine(parser, ((Lexeme) context.getStart()).depth());
      case RULE_file, RULE_interpolation -> {
        while (parser.getInputStream().LA(1) != Token.EOF) parser.consume();
      }
      default -> throw error;
    }
  }

  /// Called where the parser decides whether another line follows: a token that begins none is told
  /// of here, and its line skipped, so that the lines after it are read.
  @Override
  public void sync(Parser parser) {
    if (!(parser.getContext() instanceof ParserRuleContext context) || !holdsLines(context)) return;
    while (!endsLines(parser.getInputStream().LA(1)) && !mayFollow(parser)) {
      reportError(parser, new InputMismatchException(parser));
      skipLine(parser, ((Lexeme) parser.getCurrentToken()).depth());
    }
  }

  @Override
  public Token recoverInline(Parser parser) {
    throw new InputMismatchException(parser);
  }

  private static boolean holdsLines(ParserRuleContext context) {
    return switch (context.getRuleIndex()) {
      case RULE_file, RULE_body, RULE_block, RULE_actions -> true;
      default -> false;
    };
  }

  private static boolean endsLines(int type) {
    return type == DynParser.RBRACE || type == Token.EOF;
  }

  private static boolean mayFollow(Parser parser) {
    var next = parser.getATN().nextTokens(parser.getATN().states.get(parser.getState()));
    return next.contains(parser.getInputStream().LA(1));
  }

  /// To the separator at this depth, and over it; not past the bracket that ends the lines.
  private static void skipLine(Parser parser, int depth) {
    while (parser.getInputStream().LA(1) != Token.EOF) {
      var token = (Lexeme) parser.getCurrentToken();
      if (token.depth() < depth) return;
      parser.consume();
      if (token.getType() == SEP && token.depth() == depth) return;
    }
  }
}
