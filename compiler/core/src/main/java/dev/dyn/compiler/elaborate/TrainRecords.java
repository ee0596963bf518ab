package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.ExperimentCodes;
import dev.dyn.compiler.syntax.Binding;
import dev.dyn.compiler.syntax.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The statements between the braces of `every 10 steps { … }`.
record TrainRecords(Elaborator elaborator) {
  /// What is recorded, by name.
  Map<String, Value> columns(List<Statement> statements, Scope scope) {
    Map<String, Value> columns = new LinkedHashMap<>();
    boolean failed = false;
    for (Statement statement : statements) {
      try {
        step(statement, scope, columns);
      } catch (Reported _) {
        failed = true;
      }
    }
    if (failed || columns.values().stream().anyMatch(Value.Invalid.class::isInstance)) {
      throw new Reported();
    }
    return columns;
  }

  private void step(Statement statement, Scope scope, Map<String, Value> columns) {
    switch (statement) {
      case Statement.Let(var binding, _, _) -> elaborator.expressions().define(binding, scope);
      case Statement.Record(var binding, _, _) -> {
        elaborator.expressions().define(binding, scope);
        String name = binding.name().text();
        columns.put(name, elaborator.valid(scope.find(name).orElse(Value.INVALID)));
      }
      case Statement.Data(var names, var value, _, var span) ->
          elaborator.expressions().define(new Binding(names, Optional.empty(), value, span), scope);
      case Statement.Model _,
          Statement.Evaluate _,
          Statement.Param _,
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
                      "This cannot stand in a training.",
                      Unsupported.firstLine(statement.span()))
                  .note("`every` has `let` and `record`; what is recorded can be used after it."));
      case Statement.Broken _ -> throw new Reported();
    }
  }
}
