package dev.dyn.compiler.parse;

import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Name;
import dev.dyn.grammar.DynParser.ActionsContext;
import dev.dyn.grammar.DynParser.BlockContext;
import dev.dyn.grammar.DynParser.BodyContext;
import dev.dyn.grammar.DynParser.ExprContext;
import dev.dyn.grammar.DynParser.IdentContext;
import dev.dyn.grammar.DynParser.ParametersContext;
import dev.dyn.grammar.DynParser.TypeContext;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/// Places and names of concrete nodes.
final class Places {
  private Places() {}

  /// From the first to the last token of a node; a node that was given up has what was read of it.
  static Span of(ParserRuleContext node) {
    Span start = of(node.getStart());
    if (node.getStop() == null) return start;
    Span stop = of(node.getStop());
    return stop.end() < start.start() ? start.before() : start.to(stop);
  }

  static Span of(Token token) {
    return ((Lexeme) token).span();
  }

  static Span of(TerminalNode node) {
    return of(node.getSymbol());
  }

  static Name name(IdentContext ident) {
    return new Name(ident.getText(), of(ident));
  }

  static List<Name> names(List<IdentContext> idents) {
    return idents.stream().map(Places::name).toList();
  }

  /// The names that a broken line was about to declare: those in front of `:`, `=` or `~`, and
  /// after the keyword; not the ones inside expressions.
  static List<Name> declared(ParserRuleContext broken) {
    var names = new ArrayList<Name>();
    collect(broken, names);
    return names;
  }

  private static void collect(ParserRuleContext node, List<Name> names) {
    for (int i = 0; i < node.getChildCount(); i++) {
      switch (node.getChild(i)) {
        case IdentContext ident when ident.exception == null -> names.add(name(ident));
        case ExprContext _,
            TypeContext _,
            ParametersContext _,
            BodyContext _,
            BlockContext _,
            ActionsContext _ -> {}
        case ParserRuleContext inner -> collect(inner, names);
        default -> {}
      }
    }
  }
}
