package dev.dyn.compiler.format;

import dev.dyn.compiler.parse.Lexeme;
import dev.dyn.grammar.DynParser.*;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/// What only the tree knows of some tokens, by their offsets: brackets that belong to the word
/// before them, signs before an operand, sums within a range, and braces that hold a list.
record Roles(
    Set<Integer> tightOpeners,
    Set<Integer> signs,
    Set<Integer> tightSums,
    Set<Integer> listBraces) {

  static Roles of(FileContext file) {
    var roles = new Roles(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
    roles.visit(file);
    return roles;
  }

  private void visit(ParserRuleContext node) {
    switch (node) {
      case CallExprContext c -> tight(c.LPAREN());
      case IndexExprContext c -> tight(c.LBRACK());
      case NextExprContext c -> tight(c.LPAREN());
      case FunctionExprContext c -> tight(c.LPAREN());
      case FunctionDeclarationContext c -> tight(c.LPAREN());
      case SystemDeclarationContext c -> tight(c.LPAREN());
      case ForwardItemContext c -> tight(c.LPAREN());
      case RuleItemContext c -> tight(c.LPAREN());
      case AssignActionContext c -> tight(c.LBRACK());
      case TypeContext c when c.ident() != null && c.shape() != null -> tight(c.shape().LBRACK());
      case SignExprContext c -> signs.add(offset(c.op));
      case RangeExprContext c -> c.expr().forEach(this::tightSum);
      case AtIndexContext c when c.TO() != null -> tightSum(c.expr());
      case UntilIndexContext c -> tightSum(c.expr());
      case RecordExprContext c -> listBraces.add(offset(c.LBRACE().getSymbol()));
      case ImportPathContext c when c.LBRACE() != null ->
          listBraces.add(offset(c.LBRACE().getSymbol()));
      default -> {}
    }
    for (int i = 0; i < node.getChildCount(); i++) {
      if (node.getChild(i) instanceof ParserRuleContext child) visit(child);
    }
  }

  private void tight(TerminalNode opener) {
    if (opener != null) tightOpeners.add(offset(opener.getSymbol()));
  }

  /// `0..<n+1`: the sum is written closely, as it binds closer than the range.
  private void tightSum(ExprContext expression) {
    if (!(expression instanceof AddExprContext sum)) return;
    tightSums.add(offset(sum.op));
    List.copyOf(sum.expr()).forEach(this::tightSum);
  }

  private static int offset(Token token) {
    return ((Lexeme) token).span().start();
  }
}
