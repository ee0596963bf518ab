package dev.dyn.compiler.syntax;

import dev.dyn.compiler.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// What has a value.
///
/// Example: `2*x[i]` is `Binary(MULTIPLY, Number("2"), Index(NameRef(x), [At(NameRef(i))]))`.
public sealed interface Expression extends Node {

  /// `1`, `20_000`, `1.5e-3`. The text is as written, underscores included.
  ///
  /// @param isReal whether it has a point or an exponent
  record Number(String text, boolean isReal, Span span) implements Expression {
    /// The value, rounded to the nearest double as the text says (not by way of anything else).
    public double realValue() {
      return Double.parseDouble(digits());
    }

    /// The value of a whole number; the parser has reported those beyond 64 bits, which give the
    /// largest.
    public long intValue() {
      try {
        return Long.parseLong(digits());
      } catch (NumberFormatException _) {
        return Long.MAX_VALUE;
      }
    }

    /// The text without underscores.
    public String digits() {
      return text.replace("_", "");
    }
  }

  /// `"r = {r:.3f}"`.
  record StringLiteral(List<Piece> pieces, Span span) implements Expression {
    public StringLiteral {
      pieces = List.copyOf(pieces);
    }
  }

  /// `true`, `false`.
  record Bool(boolean value, Span span) implements Expression {}

  /// A name that is used.
  record NameRef(Name name, Span span) implements Expression {
    public NameRef(Name name) {
      this(name, name.span());
    }
  }

  /// `run.x`, `nn.Dense`, `A.T`.
  record Field(Expression target, Name name, Span span) implements Expression {}

  /// `f(x, tol: 1e-9)`.
  record Call(Expression function, List<Argument> arguments, Span span) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /// `A[i, .., 2..<5]`.
  record Index(Expression target, List<IndexItem> items, Span span) implements Expression {
    public Index {
      items = List.copyOf(items);
    }
  }

  /// `-x`, `+x`, `not x`.
  record Prefix(PrefixOperator operator, Expression operand, Span span) implements Expression {}

  /// `a + b` and the like; the operator's own place is for messages.
  record Binary(
      BinaryOperator operator, Expression left, Expression right, Span operatorSpan, Span span)
      implements Expression {}

  /// `a <= b` and the like.
  record Compare(
      CompareOperator operator, Expression left, Expression right, Span operatorSpan, Span span)
      implements Expression {}

  /// `a..b`, `a..<b`.
  record Range(RangeKind kind, Expression from, Expression to, Span span) implements Expression {}

  /// `if c then a else b`.
  record If(Expression condition, Expression then, Expression otherwise, Span span)
      implements Expression {}

  /// `fn(x: real) -> real = x^2`.
  record FunctionLiteral(
      List<Parameter> parameters, Optional<TypeExpression> result, Expression body, Span span)
      implements Expression {
    public FunctionLiteral {
      parameters = List.copyOf(parameters);
    }
  }

  /// `{ let a = 1; a + 1 }`.
  record Block(List<Binding> lets, Expression value, Span span) implements Expression {
    public Block {
      lets = List.copyOf(lets);
    }
  }

  /// `{ a: 1, b: x }`.
  record RecordLiteral(List<FieldValue> fields, Span span) implements Expression {
    public RecordLiteral {
      fields = List.copyOf(fields);
    }
  }

  /// `a: 1` in a record.
  record FieldValue(Name name, Expression value, Span span) implements Node {
    FieldValue mapExpressions(UnaryOperator<Expression> f) {
      var now = f.apply(value);
      return now == value ? this : new FieldValue(name, now, span);
    }
  }

  /// `[1, 2, 3]`, `[]`.
  record TensorLiteral(List<Expression> elements, Span span) implements Expression {
    public TensorLiteral {
      elements = List.copyOf(elements);
    }
  }

  /// `[x[i] for i in 0..<n, j]`; the first generator is the outermost axis.
  record Comprehension(Expression element, List<Generator> generators, Span span)
      implements Expression {
    public Comprehension {
      generators = List.copyOf(generators);
    }
  }

  /// `next(v)`: the new value of a state.
  record NextValue(Name state, Span span) implements Expression {}

  /// `gradient at x`, `loss at x`.
  record At(Asked asked, Expression point, Span span) implements Expression {
    /// What is asked for where the weights are others.
    public enum Asked {
      GRADIENT("gradient"),
      LOSS("loss");

      private final String word;

      Asked(String word) {
        this.word = word;
      }

      public String word() {
        return word;
      }
    }
  }

  /// `train net { … }`.
  record Train(Expression model, List<Item> items, Span span) implements Expression {
    public Train {
      items = List.copyOf(items);
    }
  }

  /// `sweep r in xs, seed in 0..<8 { … }`.
  record Sweep(List<Generator> generators, List<Statement> body, Span span) implements Expression {
    public Sweep {
      generators = List.copyOf(generators);
      body = List.copyOf(body);
    }
  }

  /// `x |> f`, which is `f(x)`.
  record Pipe(Expression value, Expression function, Span span) implements Expression {}

  /// `(x)`; kept as written.
  record Paren(Expression inner, Span span) implements Expression {}

  /// An expression that is not there or could not be read; reported.
  record Missing(Span span) implements Expression {}

  /// This expression without the parentheses around it.
  default Expression unwrapped() {
    Expression e = this;
    while (e instanceof Paren(Expression inner, _)) e = inner;
    return e;
  }

  /// The same expression with `f` applied to each expression that stands directly in it, in the
  /// order of the text; this expression itself if none changed. Types, items and statements inside
  /// are followed.
  default Expression mapChildren(UnaryOperator<Expression> f) {
    return ExpressionRewrite.map(this, f);
  }

  /// Visits each expression that stands directly in this one, in the order of the text.
  default void forEachChild(Consumer<Expression> visit) {
    mapChildren(child -> {
      visit.accept(child);
      return child;
    });
  }
}
