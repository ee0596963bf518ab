package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.ExperimentCodes;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.diagnostic.UnsupportedCodes;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Binding;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Generator;
import dev.dyn.compiler.syntax.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `sweep r in …, k in … { … }`: the body for every combination, the last name fastest; a record of
/// columns `[rows, …]`.
///
/// The rows are done all at once, as members of a batch. Where a row needs its value before the run
/// (as a size, or a number of steps), each row is elaborated by itself.
final class Sweeps {
  /// More rows than this are not elaborated one by one.
  private static final int MOST_SEPARATE_ROWS = 5_000;

  private final Elaborator elaborator;

  Sweeps(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  Value table(Expression.Sweep sweep, Scope scope) {
    List<Comprehensions.Axis> axes = new ArrayList<>();
    for (Generator generator : sweep.generators()) {
      axes.add(
          elaborator
              .comprehensions()
              .axis(generator, new Expression.Missing(sweep.span()), List.of(), scope));
    }
    Dim rows = axes.stream().map(Comprehensions.Axis::size).reduce(Dim.ONE, Dim::times);
    if (rows.is(0)) {
      throw elaborator.fail(
          Diagnostic.of(
              ExperimentCodes.EMPTY_SWEEP,
              "This sweep has no rows.",
              sweep.generators().getFirst().span()));
    }
    Var stream = elaborator.streamAt(sweep.span());
    Problems attempt = new Problems();
    try {
      Value table =
          elaborator.reportingTo(attempt, () -> together(sweep, axes, rows, stream, scope));
      elaborator.problems().addAll(attempt.sorted());
      return table;
    } catch (NeedsRow _) {
      elaborator.explain(
          "the rows of this sweep are compiled one by one, because its values fix sizes or numbers"
              + " of steps",
          Unsupported.firstLine(sweep.span()));
      return oneByOne(sweep, axes, rows, stream, scope);
    } catch (Reported reported) {
      elaborator.problems().addAll(attempt.sorted());
      throw reported;
    }
  }

  private Value together(
      Expression.Sweep sweep, List<Comprehensions.Axis> axes, Dim rows, Var stream, Scope scope) {
    Var index = elaborator.builder().iota(rows);
    return Mapping.over(
        elaborator,
        List.of(index),
        1,
        entries -> {
          Var row = entries.getFirst();
          elaborator.beforeRun().markRowVariable(row);
          Scope inner = scope.inner();
          Columns columns = new Columns(elaborator, inner);
          Dim stride = rows;
          for (int k = 0; k < axes.size(); k++) {
            Comprehensions.Axis axis = axes.get(k);
            stride = Dim.of(stride.value() / axis.size().value());
            Value value = axis.element(elaborator, place(row, stride, axis.size()));
            String name = sweep.generators().get(k).index().text();
            inner.define(name, value);
            columns.put(name, value);
          }
          return elaborator.withStream(
              elaborator.mixed(stream, row), () -> body(sweep.body(), inner, columns));
        });
  }

  private Var place(Var row, Dim stride, Dim size) {
    Builder b = elaborator.builder();
    Var quotient = stride.is(1) ? row : b.call(Scalars.IDIV, row, b.integer(stride.value()));
    return b.call(Scalars.MOD, quotient, b.integer(size.value()));
  }

  private Value oneByOne(
      Expression.Sweep sweep, List<Comprehensions.Axis> axes, Dim rows, Var stream, Scope scope) {
    if (rows.value() > MOST_SEPARATE_ROWS) {
      throw elaborator.fail(
          Unsupported.refusal(
              UnsupportedCodes.SWEEP,
              "More than " + MOST_SEPARATE_ROWS + " rows with sizes of their own cannot run yet.",
              sweep.generators().getFirst().span()));
    }
    List<Value> table = new ArrayList<>();
    for (long row = 0; row < rows.value(); row++) {
      Scope inner = scope.inner();
      Columns columns = new Columns(elaborator, inner);
      long stride = rows.value();
      for (int k = 0; k < axes.size(); k++) {
        long size = axes.get(k).size().value();
        stride /= size;
        Value value = axes.get(k).elementAt(elaborator, row / stride % size);
        String name = sweep.generators().get(k).index().text();
        inner.define(name, value);
        columns.put(name, value);
      }
      Var own = elaborator.mixed(stream, elaborator.builder().integer(row));
      table.add(elaborator.withStream(own, () -> body(sweep.body(), inner, columns)));
    }
    return Trees.stack(elaborator, table, sweep.span());
  }

  /// The records of one row, after the names that the sweep varies.
  private Value body(List<Statement> statements, Scope scope, Columns columns) {
    return columns.after(statements, each -> step(each, scope, columns));
  }

  private void step(Statement statement, Scope scope, Columns columns) {
    switch (statement) {
      case Statement.Let(var binding, _, _) -> define(binding, scope);
      case Statement.Record(var binding, _, _) -> {
        define(binding, scope);
        columns.take(binding.name().text());
      }
      case Statement.Evaluate(var value, _) ->
          elaborator.valid(elaborator.expressions().result(value, scope));
      case Statement.Model(var name, var value, _, _) ->
          scope.define(name.text(), LayerReader.model(elaborator, value, scope));
      case Statement.Data(var names, var value, _, Span span) ->
          elaborator.definitions().define(new Binding(names, Optional.empty(), value, span), scope);
      case Statement.Param _,
          Statement.Precision _,
          Statement.Seed _,
          Statement.Print _,
          Statement.Expect _,
          Statement.ExpectWithin _,
          Statement.Plot _,
          Statement.Save _,
          Statement.For _ ->
          throw elaborator.fail(
              Diagnostic.of(
                      ExperimentCodes.STATEMENT_OUT_OF_PLACE,
                      "This cannot stand in a sweep.",
                      Unsupported.firstLine(statement.span()))
                  .note("A sweep has `let` and `record`; what is recorded can be used after it."));
      case Statement.Broken _ -> throw new Reported();
    }
  }

  private void define(Binding binding, Scope scope) {
    Value value = elaborator.expressions().result(binding.value(), scope);
    elaborator.definitions().define(binding, value, scope);
  }
}
