package dev.dyn.compiler.syntax;

import dev.dyn.compiler.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What stands in an experiment, a sweep, a `for`, or an `every`; the checker says what may stand
/// where.
public sealed interface Statement extends Node {

  /// `let a = …`, `let a, b = …`.
  record Let(Binding binding, Optional<String> doc, Span span) implements Statement {}

  /// `data d = csv("…")`, `data a, b = split(d, 0.8)`.
  record Data(List<Name> names, Expression value, Optional<String> doc, Span span)
      implements Statement {
    public Data {
      names = List.copyOf(names);
    }
  }

  /// `param lr = 0.2`, `param w: [n] ~ normal(0, 1)`.
  record Param(
      Name name, Optional<TypeExpression> type, Initial initial, Optional<String> doc, Span span)
      implements Statement {}

  /// `record x = orbit.x`.
  record Record(Binding binding, Optional<String> doc, Span span) implements Statement {}

  /// `model net = MLP(64, 10)`.
  record Model(Name name, Expression value, Optional<String> doc, Span span) implements Statement {}

  /// `precision f32`.
  record Precision(Expression value, Span span) implements Statement {}

  /// `seed 42`.
  record Seed(Expression value, Span span) implements Statement {}

  /// `print a, b`.
  record Print(List<Expression> values, Span span) implements Statement {
    public Print {
      values = List.copyOf(values);
    }
  }

  /// `expect a < b`.
  record Expect(Expression condition, Span span) implements Statement {}

  /// `expect a within tol of b`.
  record ExpectWithin(Expression value, Expression tolerance, Expression target, Span span)
      implements Statement {}

  /// `plot y against x with points z as lines, log y`.
  record Plot(
      List<Series> series,
      List<Overlay> overlays,
      Optional<Name> style,
      List<AxisScale> scales,
      Span span)
      implements Statement {
    public Plot {
      series = List.copyOf(series);
      overlays = List.copyOf(overlays);
      scales = List.copyOf(scales);
    }
  }

  /// `save x as "file.csv"`.
  record Save(Expression value, Expression file, Span span) implements Statement {}

  /// `for k in 0..<4 { … }`.
  record For(List<Generator> generators, List<Statement> body, Span span) implements Statement {
    public For {
      generators = List.copyOf(generators);
      body = List.copyOf(body);
    }
  }

  /// An expression for its effect, such as `train net { … }`.
  record Evaluate(Expression value, Span span) implements Statement {}

  /// What could not be read; reported. The names it probably declares, so that uses are not
  /// unknown.
  record Broken(List<Name> names, Span span) implements Statement {
    public Broken {
      names = List.copyOf(names);
    }
  }

  /// One thing plotted. An `against` covers every series since the previous one.
  record Series(Expression y, Optional<Expression> against, Span span) implements Node {
    Series mapExpressions(UnaryOperator<Expression> f) {
      var newY = f.apply(y);
      var newX = Rewrite.optional(against, f);
      return newY == y && newX == against ? this : new Series(newY, newX, span);
    }
  }

  /// `with points a, b against x`: series in a style of their own.
  record Overlay(Name style, List<Series> series, Span span) implements Node {
    public Overlay {
      series = List.copyOf(series);
    }

    Overlay mapExpressions(UnaryOperator<Expression> f) {
      var now = Rewrite.all(series, s -> s.mapExpressions(f));
      return now == series ? this : new Overlay(style, now, span);
    }
  }

  /// `log y`: how an axis is scaled.
  record AxisScale(Name scale, Name axis, Span span) implements Node {}

  /// The same statement with `f` applied to each expression that stands directly in it, in the
  /// order of the text; this statement itself if none changed. Statements inside are followed.
  default Statement mapExpressions(UnaryOperator<Expression> f) {
    return StatementRewrite.map(this, f);
  }
}
