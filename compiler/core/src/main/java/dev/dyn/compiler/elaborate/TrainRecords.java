package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.ExperimentCodes;
import dev.dyn.compiler.syntax.Binding;
import dev.dyn.compiler.syntax.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The statements between the braces of `every 10 steps { … }`.
record TrainRecords(Elaborator elaborator) {
  /// What is recorded, by name.
  Map<String, Value> columns(List<Statement> statements, Scope scope) {
    Columns columns = new Columns(elaborator, scope);
    return columns.after(statements, each -> step(each, scope, columns)).fields();
  }

  private void step(Statement statement, Scope scope, Columns columns) {
    switch (statement) {
      case Statement.Let(var binding, _, _) -> elaborator.definitions().define(binding, scope);
      case Statement.Record(var binding, _, _) -> {
        elaborator.definitions().define(binding, scope);
        columns.take(binding.name().text());
      }
      case Statement.Data(var names, var value, _, var span) ->
          elaborator.definitions().define(new Binding(names, Optional.empty(), value, span), scope);
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
