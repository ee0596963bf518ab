package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.syntax.Binding;
import java.util.ArrayList;
import java.util.List;

/// Gives names the meaning of what stands behind their `=`.
record Definitions(Elaborator elaborator) {
  /// Gives the names of `let` their meaning in `scope`.
  void define(Binding let, Scope scope) {
    define(let, elaborator.elaborate(let.value(), scope), scope);
  }

  /// Gives the names of `let` the meaning `value`.
  void define(Binding let, Value value, Scope scope) {
    if (let.takesApart()) {
      takeApart(let, value, scope);
      return;
    }
    Value typed =
        let.type()
            .map(type ->
                elaborator.guarded(() ->
                    new TypeReader(elaborator, scope)
                        .fit(elaborator.valid(value), type, let.value().span(), "value")))
            .orElse(value);
    scope.define(let.name().text(), typed);
  }

  private void takeApart(Binding let, Value value, Scope scope) {
    List<Value> parts =
        switch (value) {
          case Value.Tuple(var values) -> values;
          case Value.Record(var fields) -> List.copyOf(fields.values());
          case Value.Ints(var sizes) -> List.copyOf(sizes.stream().map(Value.Int::new).toList());
          case Value.Array(Var var) when var.type().rank() > 0 && var.type().dim(0).isKnown() ->
              rows(var);
          case Value.Invalid _ -> let.names().stream().map(_ -> Value.INVALID).toList();
          case Value other -> List.of(other);
        };
    if (parts.size() != let.names().size()) {
      elaborator.report(
          Diagnostic.of(
              TypeCodes.TAKE_APART_MISMATCH,
              "Here are "
                  + let.names().size()
                  + " names for "
                  + parts.size()
                  + (parts.size() == 1 ? " value." : " values."),
              let.value().span(),
              "this is " + value.describe()));
      parts = let.names().stream().map(_ -> Value.INVALID).toList();
    }
    for (int k = 0; k < let.names().size(); k++) {
      scope.define(let.names().get(k).text(), parts.get(k));
    }
  }

  private List<Value> rows(Var tensor) {
    List<Value> rows = new ArrayList<>();
    for (long k = 0; k < tensor.type().dim(0).value(); k++) {
      rows.add(new Value.Array(elaborator.builder().pick(tensor, 0, Dim.of(k))));
    }
    return rows;
  }
}
