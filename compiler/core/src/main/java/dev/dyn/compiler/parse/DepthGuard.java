package dev.dyn.compiler.parse;

import dev.dyn.grammar.DynParser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.TokenStream;

/// The generated parser with a limit on nesting, so that it cannot overflow the stack.
final class DepthGuard extends DynParser {
  /// How deep expressions, and how deep statements, may nest. Programs that people write stay below
  /// twenty.
  static final int LIMIT = 200;

  private int expressions;
  private int bodies;

  DepthGuard(TokenStream tokens) {
    super(tokens);
  }

  /// The program nests deeper than the limit.
  static final class TooDeep extends RecognitionException {
    private static final long serialVersionUID = 1L;

    TooDeep(DepthGuard parser) {
      super(parser, parser.getInputStream(), parser.getContext());
      setOffendingToken(parser.getCurrentToken());
    }
  }

  @Override
  public void enterRecursionRule(
      ParserRuleContext context, int state, int ruleIndex, int precedence) {
    if (expressions == LIMIT) throw new TooDeep(this);
    expressions++;
    super.enterRecursionRule(context, state, ruleIndex, precedence);
  }

  @Override
  public void unrollRecursionContexts(ParserRuleContext parent) {
    expressions--;
    super.unrollRecursionContexts(parent);
  }

  @Override
  public void enterRule(ParserRuleContext context, int state, int ruleIndex) {
    if (holdsStatements(ruleIndex)) {
      if (bodies == LIMIT) throw new TooDeep(this);
      bodies++;
    }
    super.enterRule(context, state, ruleIndex);
  }

  @Override
  public void exitRule() {
    if (holdsStatements(_ctx.getRuleIndex())) bodies--;
    super.exitRule();
  }

  private static boolean holdsStatements(int ruleIndex) {
    return ruleIndex == RULE_body || ruleIndex == RULE_block;
  }
}
