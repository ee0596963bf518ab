package dev.dyn.compiler.parse;

import static dev.dyn.compiler.parse.Places.name;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.diagnostic.SyntaxCodes;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Argument;
import dev.dyn.compiler.syntax.BinaryOperator;
import dev.dyn.compiler.syntax.Binding;
import dev.dyn.compiler.syntax.CompareOperator;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Generator;
import dev.dyn.compiler.syntax.IndexItem;
import dev.dyn.compiler.syntax.Parameter;
import dev.dyn.compiler.syntax.PrefixOperator;
import dev.dyn.compiler.syntax.RangeKind;
import dev.dyn.compiler.syntax.TypeExpression;
import dev.dyn.grammar.DynLexer;
import dev.dyn.grammar.DynParser.*;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/// Builds expressions, types, and what is made of them.
final class ExpressionBuilder {
  /// How deep an expression's tree may be: chains like `a + b + …` count a level for each operator,
  /// and later stages recurse over them.
  static final int MAX_DEPTH = 500;

  private final Problems problems;
  private final TreeBuilder trees;
  private final TextBuilder texts;
  private int depth;
  private boolean saidTooDeep;

  ExpressionBuilder(Source source, Problems problems, TreeBuilder trees) {
    this.problems = problems;
    this.trees = trees;
    this.texts = new TextBuilder(source, problems, this);
  }

  List<Expression> all(List<ExprContext> expressions) {
    return expressions.stream().map(this::of).toList();
  }

  Expression of(ExprContext expression) {
    Span span = Places.of(expression);
    if (depth == MAX_DEPTH) return tooDeep(span);
    if (depth == 0) saidTooDeep = false;
    depth++;
    try {
      return build(expression, span);
    } finally {
      depth--;
    }
  }

  private Expression tooDeep(Span span) {
    if (saidTooDeep) return new Expression.Missing(span);
    saidTooDeep = true;
    problems.add(
        Diagnostic.of(SyntaxCodes.TOO_DEEP, "this expression is too long", span)
            .note("It chains more than " + MAX_DEPTH + " operations.")
            .note("Give parts of it names with `let`, or write a sum as `sum(… for i in …)`."));
    return new Expression.Missing(span);
  }

  private Expression build(ExprContext expression, Span span) {
    return switch (expression) {
      case FieldExprContext c -> new Expression.Field(of(c.expr()), name(c.ident()), span);
      case CallExprContext c -> new Expression.Call(of(c.expr()), arguments(c.arguments()), span);
      case IndexExprContext c -> {
        var target = of(c.expr());
        yield new Expression.Index(target, c.index().stream().map(this::index).toList(), span);
      }
      case AtExprContext c ->
          new Expression.At(
              c.word.getType() == DynLexer.LOSS
                  ? Expression.At.Asked.LOSS
                  : Expression.At.Asked.GRADIENT,
              of(c.expr()),
              span);
      case PowerExprContext c ->
          binary(BinaryOperator.POWER, c.expr(), c.CARET().getSymbol(), span);
      case SignExprContext c -> {
        var sign = c.op.getType() == DynLexer.MINUS ? PrefixOperator.NEGATE : PrefixOperator.PLUS;
        yield new Expression.Prefix(sign, of(c.expr()), span);
      }
      case MultiplyExprContext c -> binary(multiplication(c.op), c.expr(), c.op, span);
      case AddExprContext c -> {
        var op = c.op.getType() == DynLexer.PLUS ? BinaryOperator.ADD : BinaryOperator.SUBTRACT;
        yield binary(op, c.expr(), c.op, span);
      }
      case RangeExprContext c -> range(c, span);
      case CompareExprContext c -> compare(c, span);
      case NotExprContext c -> new Expression.Prefix(PrefixOperator.NOT, of(c.expr()), span);
      case AndExprContext c -> binary(BinaryOperator.AND, c.expr(), c.AND().getSymbol(), span);
      case OrExprContext c -> binary(BinaryOperator.OR, c.expr(), c.OR().getSymbol(), span);
      case PipeExprContext c -> new Expression.Pipe(of(c.expr(0)), of(c.expr(1)), span);
      case IfExprContext c -> new Expression.If(of(c.expr(0)), of(c.expr(1)), of(c.expr(2)), span);
      case FunctionExprContext c ->
          new Expression.FunctionLiteral(
              parameters(c.parameters()), result(c.result()), of(c.expr()), span);
      case TrainExprContext c ->
          new Expression.Train(dotted(c.ident()), trees.items().body(c.body()), span);
      case SweepExprContext c -> {
        var generators = generators(c.generator());
        yield new Expression.Sweep(generators, trees.statements().block(c.block()), span);
      }
      case RecordExprContext c ->
          new Expression.RecordLiteral(c.fieldValue().stream().map(this::field).toList(), span);
      case BlockExprContext c -> block(c, span);
      case TensorExprContext c ->
          c.FOR() == null
              ? new Expression.TensorLiteral(all(c.expr()), span)
              : new Expression.Comprehension(of(c.expr(0)), generators(c.generator()), span);
      case ParenExprContext c -> new Expression.Paren(of(c.expr()), span);
      case NextExprContext c -> new Expression.NextValue(name(c.ident()), span);
      case NumberExprContext c -> number(c.NUMBER().getSymbol());
      case StringExprContext c -> texts.of((Lexeme) c.STRING().getSymbol());
      case BoolExprContext c -> new Expression.Bool(c.value.getType() == DynLexer.TRUE, span);
      case NameExprContext c -> new Expression.NameRef(name(c.ident()));
      default -> new Expression.Missing(span); // no alternative was found
    };
  }

  private Expression binary(BinaryOperator op, List<ExprContext> sides, Token sign, Span span) {
    return new Expression.Binary(op, of(sides.get(0)), of(sides.get(1)), Places.of(sign), span);
  }

  private static BinaryOperator multiplication(Token op) {
    return switch (op.getType()) {
      case DynLexer.STAR -> BinaryOperator.MULTIPLY;
      case DynLexer.SLASH -> BinaryOperator.DIVIDE;
      case DynLexer.MATMUL -> BinaryOperator.MATMUL;
      case DynLexer.DIV -> BinaryOperator.DIV;
      default -> BinaryOperator.MOD;
    };
  }

  private Expression range(RangeExprContext c, Span span) {
    if (c.expr(0) instanceof RangeExprContext) {
      problems.add(
          Diagnostic.of(
                  SyntaxCodes.CHAINED_RANGE, "a range has two ends, not three", Places.of(c.op))
              .note("A range is written `a..b` or `a..<b`; for steps there is `linspace`."));
    }
    var kind = c.op.getType() == DynLexer.TO ? RangeKind.CLOSED : RangeKind.HALF_OPEN;
    return new Expression.Range(kind, of(c.expr(0)), of(c.expr(1)), span);
  }

  private Expression compare(CompareExprContext c, Span span) {
    boolean isSecond =
        c.expr(0) instanceof CompareExprContext left
            && !(left.expr(0) instanceof CompareExprContext);
    if (isSecond) { // the third and later ones are the same mistake
      problems.add(
          Diagnostic.of(
                  SyntaxCodes.CHAINED_COMPARISON,
                  "comparisons cannot follow one another",
                  Places.of(c.op))
              .relate(Places.of(((CompareExprContext) c.expr(0)).op), "the first comparison")
              .suggest("join two comparisons by `and`: `a < b and b < c`"));
    }
    var op =
        switch (c.op.getType()) {
          case DynLexer.EQ -> CompareOperator.EQUAL;
          case DynLexer.NE -> CompareOperator.NOT_EQUAL;
          case DynLexer.LT -> CompareOperator.LESS;
          case DynLexer.LE -> CompareOperator.LESS_EQUAL;
          case DynLexer.GT -> CompareOperator.GREATER;
          default -> CompareOperator.GREATER_EQUAL;
        };
    return new Expression.Compare(op, of(c.expr(0)), of(c.expr(1)), Places.of(c.op), span);
  }

  private Expression block(BlockExprContext c, Span span) {
    var lets =
        c.bindings().stream()
            .flatMap(b -> trees.bindings(b, Places.of(b), (binding, _) -> binding).stream())
            .toList();
    return new Expression.Block(lets, of(c.expr()), span);
  }

  private Expression.FieldValue field(FieldValueContext c) {
    return new Expression.FieldValue(name(c.ident()), of(c.expr()), Places.of(c));
  }

  /// A number; one that could not be read counts as 0, and has been reported.
  Expression number(Token token) {
    var lexeme = (Lexeme) token;
    if (lexeme.isReported()) return new Expression.Number("0", false, lexeme.span());
    String text = lexeme.getText();
    boolean isReal = text.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E');
    var number = new Expression.Number(text, isReal, lexeme.span());
    if (isReal && Double.isInfinite(number.realValue())) {
      problems.add(
          Diagnostic.of(SyntaxCodes.NUMBER_TOO_LARGE, "this number is too large", lexeme.span())
              .note("The largest real is about 1.8e308; infinity is written `inf`."));
    }
    if (!isReal && !fits(number.digits())) {
      problems.add(
          Diagnostic.of(
                  SyntaxCodes.NUMBER_TOO_LARGE, "this whole number is too large", lexeme.span())
              .note("Whole numbers have 64 bits: up to " + Long.MAX_VALUE + ".")
              .suggest("for a real, write `" + text + ".0`"));
    }
    return number;
  }

  private static boolean fits(String digits) {
    try {
      Long.parseLong(digits);
      return true;
    } catch (NumberFormatException _) {
      return false;
    }
  }

  /// `a.b.c`, where the grammar wants names and dots only.
  Expression dotted(List<IdentContext> idents) {
    Expression e = new Expression.NameRef(name(idents.getFirst()));
    for (var ident : idents.subList(1, idents.size())) {
      var field = name(ident);
      e = new Expression.Field(e, field, e.span().to(field.span()));
    }
    return e;
  }

  Binding binding(BindingContext c) {
    var type = optionalType(c.type());
    return new Binding(List.of(name(c.ident())), type, of(c.expr()), Places.of(c));
  }

  List<Argument> arguments(ArgumentsContext arguments) {
    if (arguments == null) return List.of();
    return arguments.argument().stream().map(this::argument).toList();
  }

  private Argument argument(ArgumentContext argument) {
    Span span = Places.of(argument);
    return switch (argument) {
      case NamedArgumentContext c -> new Argument.Named(name(c.ident()), of(c.expr()), span);
      case PlainArgumentContext c ->
          c.FOR() == null
              ? new Argument.Positional(of(c.expr()), span)
              : new Argument.Comprehended(of(c.expr()), generators(c.generator()), span);
      default -> new Argument.Positional(new Expression.Missing(span), span);
    };
  }

  List<Generator> generators(List<GeneratorContext> generators) {
    return generators.stream()
        .map(g -> {
          var range = Optional.ofNullable(g.expr()).map(this::of);
          return new Generator(name(g.ident()), range, Places.of(g));
        })
        .toList();
  }

  IndexItem index(IndexContext index) {
    Span span = Places.of(index);
    return switch (index) {
      case RestIndexContext _ -> new IndexItem.Rest(span);
      case UntilIndexContext c -> new IndexItem.Until(of(c.expr()), span);
      case AtIndexContext c ->
          c.TO() == null
              ? new IndexItem.At(of(c.expr()), span)
              : new IndexItem.From(of(c.expr()), span);
      default -> new IndexItem.At(new Expression.Missing(span), span);
    };
  }

  List<Parameter> parameters(ParametersContext parameters) {
    if (parameters == null) return List.of();
    return parameters.parameter().stream()
        .map(p -> {
          var fallback = Optional.ofNullable(p.expr()).map(this::of);
          return new Parameter(name(p.ident()), optionalType(p.type()), fallback, Places.of(p));
        })
        .toList();
  }

  Optional<TypeExpression> result(ResultContext result) {
    return result == null ? Optional.empty() : optionalType(result.type());
  }

  Optional<TypeExpression> optionalType(TypeContext type) {
    return Optional.ofNullable(type).map(this::type);
  }

  private TypeExpression type(TypeContext c) {
    var element = Optional.ofNullable(c.ident()).map(Places::name);
    var shape =
        Optional.ofNullable(c.shape())
            .map(s -> s.dimension().stream().map(this::dimension).toList());
    return new TypeExpression(element, shape, Places.of(c));
  }

  private TypeExpression.Dimension dimension(DimensionContext c) {
    Span span = Places.of(c);
    return c.TO() != null
        ? new TypeExpression.Dimension.Rest(span)
        : new TypeExpression.Dimension.Size(of(c.expr()), span);
  }
}
