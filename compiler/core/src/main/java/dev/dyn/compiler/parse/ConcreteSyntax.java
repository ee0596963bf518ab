package dev.dyn.compiler.parse;

import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.source.Source;
import dev.dyn.grammar.DynParser;
import java.util.List;
import java.util.function.Function;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.atn.PredictionMode;

/// A text as the grammar sees it: all tokens, and the tree over those the parser uses. For the tree
/// builder and the formatter; everybody else wants `syntax.Module`.
///
/// @param raw every token with comments and line ends, in the order of the text
/// @param tokens what the parser read: with separators, soft words settled, brackets matched
/// @param tree the generated parser's tree
public record ConcreteSyntax(
    Source source, List<Lexeme> raw, List<Lexeme> tokens, DynParser.FileContext tree) {

  /// Reads a whole source, reporting what is wrong with it.
  public static ConcreteSyntax read(Source source, Problems problems) {
    var raw = Scanner.scan(source);
    raw.forEach(token -> LexicalErrors.checkComment(token, problems));
    var tokens = Layout.of(source, raw, problems);
    SoftWords.settle(tokens);
    return new ConcreteSyntax(source, raw, tokens, parse(tokens, problems, DynParser::file));
  }

  /// Runs a rule of the generated parser. The fast prediction first; only if that finds errors the
  /// full one, whose errors are the true ones.
  static <C extends ParserRuleContext> C parse(
      List<Lexeme> tokens, Problems problems, Function<DynParser, C> rule) {
    var fast = new Problems();
    C tree = run(tokens, fast, PredictionMode.SLL, rule);
    if (fast.isEmpty()) return tree;
    return run(tokens, problems, PredictionMode.LL, rule);
  }

  private static <C extends ParserRuleContext> C run(
      List<Lexeme> tokens, Problems problems, PredictionMode mode, Function<DynParser, C> rule) {
    var parser = new DepthGuard(new CommonTokenStream(new ListTokenSource(tokens)));
    parser.removeErrorListeners();
    parser.getInterpreter().setPredictionMode(mode);
    parser.setErrorHandler(new Recovery(new SyntaxErrors(tokens, problems)::report));
    return rule.apply(parser);
  }
}
