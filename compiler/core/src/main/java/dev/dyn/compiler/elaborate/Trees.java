package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.UnsupportedCodes;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Values as their numbers plus the form that holds them: a record of tensors goes through a block
/// as its tensors.
final class Trees {
  private Trees() {}

  /// Adds the numbers in `value` to `leaves`, and gives the form from which [#rebuild] makes a
  /// value of such numbers again.
  static Value flatten(Elaborator elaborator, Value value, List<Var> leaves) {
    return switch (value) {
      case Value.Array array -> {
        leaves.add(array.var());
        yield array;
      }
      case Value.Int _, Value.Real _, Value.Ints _, Value.Truth _ -> {
        Var var = elaborator.numbers().toVar(value, Span.builtin());
        leaves.add(var);
        yield new Value.Array(var);
      }
      case Value.Record(var fields) -> {
        Map<String, Value> forms = new LinkedHashMap<>();
        fields.forEach((name, field) -> forms.put(name, flatten(elaborator, field, leaves)));
        yield new Value.Record(forms);
      }
      case Value.Tuple(var values) -> {
        List<Value> forms = new ArrayList<>();
        values.forEach(part -> forms.add(flatten(elaborator, part, leaves)));
        yield new Value.Tuple(forms);
      }
      case Value.Invalid _ -> throw new Reported();
      case Value.Text _,
          Value.Range _,
          Value.Function _,
          Value.Instance _,
          Value.Part _,
          Value.MethodChoice _,
          Value.JumpChoice _,
          Value.StochasticChoice _,
          Value.Law _,
          Value.Library _ ->
          throw elaborator.fail(
              Diagnostic.of(
                  UnsupportedCodes.COMPREHENSION,
                  "Many values of this kind at once are not supported yet: this is "
                      + value.describe()
                      + ".",
                  elaborator.here()));
    };
  }

  /// Values of equal form as one value of that form, with their numbers stacked.
  static Value stack(Elaborator elaborator, List<Value> rows, Span span) {
    if (rows.isEmpty()) {
      return new Value.Ints(List.of());
    }
    List<List<Var>> leaves = new ArrayList<>();
    Value form = Value.INVALID;
    for (Value row : rows) {
      List<Var> own = new ArrayList<>();
      form = flatten(elaborator, row, own);
      leaves.add(own);
    }
    List<Var> columns = new ArrayList<>();
    for (int k = 0; k < leaves.getFirst().size(); k++) {
      int place = k;
      List<Var> column = leaves.stream().map(l -> l.get(place)).toList();
      columns.add(elaborator.expressions().stack(column, column.stream().map(_ -> span).toList()));
    }
    return rebuild(form, columns);
  }

  /// Whether two forms hold their numbers in the same way.
  static boolean haveOneForm(Value left, Value right) {
    return switch (left) {
      case Value.Record(var fields) ->
          right instanceof Value.Record(var others)
              && List.copyOf(fields.keySet()).equals(List.copyOf(others.keySet()))
              && fields.keySet().stream().allMatch(f -> haveOneForm(fields.get(f), others.get(f)));
      case Value.Tuple(var values) ->
          right instanceof Value.Tuple(var others)
              && values.size() == others.size()
              && IntStream.range(0, values.size())
                  .allMatch(k -> haveOneForm(values.get(k), others.get(k)));
      case Value _ -> Numbers.isNumeric(left) && Numbers.isNumeric(right);
    };
  }

  static Value rebuild(Value form, List<Var> leaves) {
    return rebuild(form, leaves.iterator());
  }

  private static Value rebuild(Value form, Iterator<Var> leaves) {
    return switch (form) {
      case Value.Array _ -> new Value.Array(leaves.next());
      case Value.Record(var fields) -> {
        Map<String, Value> rebuilt = new LinkedHashMap<>();
        fields.forEach((name, field) -> rebuilt.put(name, rebuild(field, leaves)));
        yield new Value.Record(rebuilt);
      }
      case Value.Tuple(var values) ->
          new Value.Tuple(values.stream().map(part -> rebuild(part, leaves)).toList());
      case Value.Int _,
          Value.Real _,
          Value.Ints _,
          Value.Truth _,
          Value.Text _,
          Value.Range _,
          Value.Function _,
          Value.Instance _,
          Value.Part _,
          Value.MethodChoice _,
          Value.JumpChoice _,
          Value.StochasticChoice _,
          Value.Law _,
          Value.Library _,
          Value.Invalid _ ->
          form;
    };
  }
}
