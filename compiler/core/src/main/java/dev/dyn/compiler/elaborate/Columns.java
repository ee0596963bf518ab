package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.syntax.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What the statements of a body record, by name, in their order.
final class Columns {
  private final Elaborator elaborator;
  private final Scope scope;
  private final Map<String, Value> values = new LinkedHashMap<>();

  Columns(Elaborator elaborator, Scope scope) {
    this.elaborator = elaborator;
    this.scope = scope;
  }

  void put(String name, Value value) {
    values.put(name, value);
  }

  /// Takes what `name` means in the body now.
  void take(String name) {
    put(name, elaborator.valid(scope.find(name).orElse(Value.INVALID)));
  }

  /// Has all `statements` read, those after a mistake, too, so that every mistake is found at once.
  Value.Record after(List<Statement> statements, Consumer<Statement> reader) {
    boolean failed = false;
    for (Statement statement : statements) {
      try {
        reader.accept(statement);
      } catch (Reported _) {
        failed = true;
      }
    }
    if (failed || values.values().stream().anyMatch(Value.Invalid.class::isInstance)) {
      throw new Reported();
    }
    return new Value.Record(values);
  }
}
