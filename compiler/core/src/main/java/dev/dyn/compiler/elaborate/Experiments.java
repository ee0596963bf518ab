package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.ExperimentCodes;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.diagnostic.UnsupportedCodes;
import dev.dyn.compiler.elaborate.Numbers.Operand;
import dev.dyn.compiler.elaborate.Script.Effect;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ElementaryFunctions;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Binding;
import dev.dyn.compiler.syntax.CompareOperator;
import dev.dyn.compiler.syntax.Declaration.Experiment;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Initial;
import dev.dyn.compiler.syntax.Name;
import dev.dyn.compiler.syntax.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The statements of an experiment, as lines of the IR and effects.
final class Experiments {
  /// The turns of a `for` are elaborated one by one.
  private static final int MOST_TURNS = 10_000;

  private final Elaborator elaborator;
  private final SettingTable settings;
  private final String experiment;
  private final List<Effect> effects = new ArrayList<>();
  private final List<Integer> sites = new ArrayList<>();

  Experiments(Elaborator elaborator, SettingTable settings, String experiment) {
    this.elaborator = elaborator;
    this.settings = settings;
    this.experiment = experiment;
  }

  List<Effect> run(Experiment declaration, Scope scope) {
    settings
        .given(elaborator)
        .forEach((name, value) -> {
          if (!name.startsWith(experiment + ".") && Numbers.isNumeric(value)) {
            effects.add(
                new Effect.Parameter(
                    name, elaborator.numbers().toVar(value, declaration.name().span())));
          }
        });
    placeEffects(declaration.span().start());
    statements(declaration.statements(), scope.inner());
    return effects;
  }

  /// For each effect the offset of its statement.
  List<Integer> sites() {
    return sites;
  }

  /// The effects since the last call stem from offset `site`.
  private void placeEffects(int site) {
    while (sites.size() < effects.size()) {
      sites.add(site);
    }
  }

  private void statements(List<Statement> statements, Scope scope) {
    for (Statement statement : statements) {
      elaborator.builder().at(statement.span().start());
      try {
        step(statement, scope);
      } catch (Reported _) {
        if (!elaborator.problems().hasErrors()) {
          throw new IllegalStateException("a statement has no value, and nobody said why");
        }
        poison(statement, scope);
      }
      placeEffects(statement.span().start());
    }
  }

  /// Names that a failed statement should have declared get an invalid value, so that nothing is
  /// said about their uses.
  private static void poison(Statement statement, Scope scope) {
    List<Name> names =
        switch (statement) {
          case Statement.Let(var binding, _, _) -> binding.names();
          case Statement.Data(var declared, _, _, _) -> declared;
          case Statement.Param(var name, _, _, _, _) -> List.of(name);
          case Statement.Model(var name, _, _, _) -> List.of(name);
          case Statement.Record(var binding, _, _) -> binding.names();
          case Statement.Broken(var broken, _) -> broken;
          case Statement.Precision _,
              Statement.Seed _,
              Statement.Print _,
              Statement.Expect _,
              Statement.ExpectWithin _,
              Statement.Plot _,
              Statement.Save _,
              Statement.For _,
              Statement.Evaluate _ ->
              List.of();
        };
    names.forEach(name -> scope.define(name.text(), Value.INVALID));
  }

  private void step(Statement statement, Scope scope) {
    switch (statement) {
      case Statement.Let(Binding binding, _, _) -> let(binding, scope);
      case Statement.Param param -> param(param, scope);
      case Statement.Model(var name, var value, _, _) ->
          scope.define(name.text(), LayerReader.model(elaborator, value, scope));
      case Statement.Data(var names, var value, _, Span span) ->
          elaborator.definitions().define(new Binding(names, Optional.empty(), value, span), scope);
      case Statement.Record(_, _, Span span) ->
          throw elaborator.fail(
              Diagnostic.of(
                  ExperimentCodes.RECORD_OUT_OF_PLACE,
                  "`record` stands in a sweep or in a training.",
                  Unsupported.firstLine(span)));
      case Statement.Precision _, Statement.Seed _ -> {}
      case Statement.Print(var values, _) -> print(values, scope);
      case Statement.Expect(var condition, Span span) -> expect(condition, scope, span);
      case Statement.ExpectWithin within -> expectWithin(within, scope);
      case Statement.Plot plot -> effects.add(new Plots(elaborator, scope).plot(plot));
      case Statement.Save save -> effects.add(new Saves(elaborator, scope).save(save));
      case Statement.For loop -> repeat(loop, scope);
      case Statement.Evaluate(var value, Span span) -> {
        elaborator.valid(elaborator.expressions().result(value, scope));
        if (value.unwrapped() instanceof Expression.Train) {
          return;
        }
        elaborator.report(
            Diagnostic.of(ExperimentCodes.VALUE_WITHOUT_EFFECT, "Nobody uses this value.", span)
                .note("`let`, `print` and `expect` use values."));
      }
      case Statement.Broken _ -> throw new Reported();
    }
  }

  private void let(Binding binding, Scope scope) {
    Value value =
        binding.value().unwrapped() instanceof Expression.Sweep sweep
            ? elaborator.guarded(() -> new Sweeps(elaborator).table(sweep, scope))
            : elaborator.expressions().result(binding.value(), scope);
    elaborator.definitions().define(binding, value, scope);
    boolean isTable = binding.value().unwrapped() instanceof Expression.Sweep;
    for (Name name : binding.names()) {
      remember(name.text(), scope.find(name.text()).orElse(Value.INVALID), isTable);
    }
  }

  private void remember(String name, Value value, boolean isTable) {
    if (value instanceof Value.Record(var fields) && isTable) {
      LinkedHashMap<String, Var> columns = new LinkedHashMap<>();
      fields.forEach((field, column) -> {
        if (column instanceof Value.Array(Var var)) {
          columns.put(field, var);
        }
      });
      effects.add(new Effect.Table(name, columns));
    } else if (Numbers.isNumeric(value)) {
      effects.add(new Effect.Bound(name, elaborator.numbers().toVar(value, elaborator.here())));
    }
  }

  private void param(Statement.Param param, Scope scope) {
    String name = param.name().text();
    Optional<Value> set = settings.experimentParam(elaborator, experiment, param);
    Value value = set.isPresent() ? likeDefault(set.get(), param) : parameterDefault(param, scope);
    if (param.type().isPresent()) {
      value =
          new TypeReader(elaborator, scope)
              .fit(
                  elaborator.valid(value),
                  param.type().get(),
                  param.name().span(),
                  "parameter `" + name + "`");
    }
    value = elaborator.inputs().open(elaborator, experiment, name, value);
    scope.define(name, value);
    if (Numbers.isNumeric(value)) {
      effects.add(new Effect.Parameter(name, elaborator.numbers().toVar(value, param.span())));
    }
  }

  /// An int for a parameter whose default is a real is a real.
  private Value likeDefault(Value given, Statement.Param param) {
    boolean isReal =
        param
            .initial()
            .expression()
            .map(e -> !(e.unwrapped() instanceof Expression.Number number) || number.isReal())
            .orElse(true);
    return isReal && given instanceof Value.Int
        ? new Value.Array(elaborator.numbers().toReal(given, param.name().span()))
        : given;
  }

  private Value parameterDefault(Statement.Param param, Scope scope) {
    return switch (param.initial()) {
      case Initial.Value(var expression) -> elaborator.valid(expression, scope);
      case Initial.Drawn(var law) -> {
        var type =
            param.type().isPresent()
                ? new TypeReader(elaborator, scope).declared(param.type().get())
                : Type.scalar(elaborator.real());
        yield new Value.Array(
            Draws.draw(
                elaborator,
                elaborator.valid(law, scope),
                type,
                elaborator.streamAt(param.name().span()),
                law.span()));
      }
      case Initial.Absent _ ->
          throw elaborator.fail(
              Diagnostic.of(
                      NameCodes.MISSING_ARGUMENT,
                      "The parameter `" + param.name().text() + "` has no value.",
                      param.name().span())
                  .note(
                      "`param "
                          + param.name().text()
                          + " = …` gives it one, which `--set` can replace."));
    };
  }

  // ---- print

  private void print(List<Expression> values, Scope scope) {
    List<Script.Piece> pieces = new ArrayList<>();
    for (Expression expression : values) {
      Value value = elaborator.valid(expression, scope);
      if (!pieces.isEmpty()) {
        pieces.add(new Script.Piece.Characters(" "));
      }
      addPieces(value, "", expression.span(), pieces);
      if (!(value instanceof Value.Text) && Numbers.isNumeric(value)) {
        effects.add(
            new Effect.Bound(
                expression.span().text(), elaborator.numbers().toVar(value, expression.span())));
      }
    }
    effects.add(new Effect.Print(pieces));
  }

  private void addPieces(Value value, String format, Span span, List<Script.Piece> pieces) {
    if (value instanceof Value.Text(var parts)) {
      for (Value.Text.Part part : parts) {
        switch (part) {
          case Value.Text.Part.Characters(String text) ->
              pieces.add(new Script.Piece.Characters(text));
          case Value.Text.Part.Inserted(Value inner, String spec) ->
              addPieces(inner, spec, span, pieces);
        }
      }
      return;
    }
    if (!Numbers.isNumeric(value)) {
      throw elaborator.fail(
          Diagnostic.of(
              TypeCodes.BAD_FORMAT_FOR_TYPE,
              "Only numbers, truth values and texts can be printed.",
              span,
              "this is " + value.describe()));
    }
    pieces.add(new Script.Piece.Inserted(elaborator.numbers().toVar(value, span), format));
  }

  // ---- expect

  private static String claim(Span span) {
    return span.text().replaceFirst("^expect\\s+", "").replaceAll("\\s+", " ").strip();
  }

  private void expect(Expression condition, Scope scope, Span span) {
    if (condition.unwrapped()
            instanceof Expression.Compare(var operator, var left, var right, _, Span site)
        && !(left instanceof Expression.Compare)) {
      Value a = elaborator.elaborate(left, scope);
      Value b = elaborator.elaborate(right, scope);
      Operand first = new Operand(elaborator.valid(a), left.span());
      Operand second = new Operand(elaborator.valid(b), right.span());
      Value holds = compared(operator, first, second, site);
      Optional<Var> value = Optional.of(elaborator.numbers().toVar(a, left.span()));
      Optional<Var> target = Optional.of(elaborator.numbers().toVar(b, right.span()));
      effects.add(
          new Effect.Expect(claim(span), span, all(holds, span), value, target, Optional.empty()));
      return;
    }
    Value holds = elaborator.valid(condition, scope);
    elaborator.numbers().condition(holds, condition.span());
    effects.add(
        new Effect.Expect(
            claim(span),
            span,
            all(holds, condition.span()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private Value compared(CompareOperator operator, Operand a, Operand b, Span site) {
    return elaborator.expressions().operators().compare(operator, a, b, site);
  }

  private Var all(Value condition, Span span) {
    return elaborator
        .builder()
        .reduceAll(ReduceFn.ALL, elaborator.numbers().condition(condition, span));
  }

  private void expectWithin(Statement.ExpectWithin within, Scope scope) {
    Value value = elaborator.elaborate(within.value(), scope);
    Value tolerance = elaborator.elaborate(within.tolerance(), scope);
    Value target = elaborator.elaborate(within.target(), scope);
    Var v = elaborator.numbers().toReal(value, within.value().span());
    Var t = elaborator.numbers().toReal(target, within.target().span());
    Var tol = elaborator.numbers().realScalar(tolerance, "tolerance", within.tolerance().span());
    elaborator
        .beforeRun()
        .unchangeable(tol)
        .filter(known -> known.scalar() < 0)
        .ifPresent(_ ->
            elaborator.report(
                Diagnostic.of(
                    ExperimentCodes.TOLERANCE_NEGATIVE,
                    "A tolerance cannot be negative.",
                    within.tolerance().span())));
    List<Var> fitted =
        elaborator
            .numbers()
            .broadcast(
                List.of(v, t),
                List.of(within.value().span(), within.target().span()),
                within.span());
    Builder b = elaborator.builder();
    Var distance = b.call(ElementaryFunctions.ABS, b.sub(fitted.get(0), fitted.get(1)));
    Var close = b.call(Scalars.LE, distance, b.broadcast(tol, distance.type().dims(), List.of()));
    effects.add(
        new Effect.Expect(
            claim(within.span()),
            within.span(),
            b.reduceAll(ReduceFn.ALL, close),
            Optional.of(v),
            Optional.of(t),
            Optional.of(tol)));
  }

  // ---- for

  /// What is said once for an experiment cannot stand in a loop.
  private void requireRepeatable(Statement statement) {
    boolean isSetting =
        switch (statement) {
          case Statement.Precision _, Statement.Seed _, Statement.Param _ -> true;
          case Statement _ -> false;
        };
    if (isSetting) {
      elaborator.report(
          Diagnostic.of(
              ExperimentCodes.STATEMENT_OUT_OF_PLACE,
              "This stands at the beginning of an experiment, not in a loop.",
              statement.span()));
    }
  }

  private void repeat(Statement.For loop, Scope scope) {
    List<Comprehensions.Axis> axes =
        loop.generators().stream()
            .map(g ->
                elaborator
                    .comprehensions()
                    .axis(g, new Expression.Missing(loop.span()), List.of(), scope))
            .toList();
    loop.body().forEach(this::requireRepeatable);
    Dim size = axes.stream().map(Comprehensions.Axis::size).reduce(Dim.ONE, Dim::times);
    if (size.isKnown() && size.value() > MOST_TURNS) {
      throw elaborator.fail(
          Unsupported.refusal(
              UnsupportedCodes.FOR_STATEMENT,
              "Statements cannot be repeated more than " + MOST_TURNS + " times yet.",
              loop.generators().getFirst().span()));
    }
    if (!size.isKnown()) {
      throw elaborator.fail(
          Diagnostic.of(
              TypeCodes.NOT_CONSTANT,
              "How often this repeats must be known before the run.",
              loop.generators().getFirst().span()));
    }
    Var stream = elaborator.streamAt(loop.span());
    IntStream.range(0, size.size())
        .forEach(turn -> {
          Scope inner = scope.inner();
          long stride = size.value();
          for (int k = 0; k < axes.size(); k++) {
            long extent = axes.get(k).size().value();
            stride /= extent;
            inner.define(
                loop.generators().get(k).index().text(),
                axes.get(k).elementAt(elaborator, turn / stride % extent));
          }
          Var own = elaborator.mixed(stream, elaborator.builder().integer(turn));
          elaborator.withStream(
              own,
              () -> {
                statements(loop.body(), inner);
                return true;
              });
        });
  }
}
