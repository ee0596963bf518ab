package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.ExperimentCodes;
import dev.dyn.compiler.elaborate.Builtin.Bound;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.source.Span;
import dev.dyn.runtime.data.input.Selection;
import dev.dyn.runtime.data.input.Selection.Pick;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What `columns:` says: `{ x: 0..<64, label: 64 }`, `{ x: "height" }`, `0..<3`, `["height",
/// "weight"]`.
final class ColumnChoice {
  private final Elaborator elaborator;
  private final Bound arguments;

  ColumnChoice(Elaborator elaborator, Bound arguments) {
    this.elaborator = elaborator;
    this.arguments = arguments;
  }

  Selection selection() {
    if (!arguments.has("columns")) {
      return new Selection.Everything();
    }
    Span site = arguments.span("columns");
    if (!(arguments.value("columns") instanceof Value.Record(var fields))) {
      return new Selection.Single(pick(arguments.value("columns"), site));
    }
    SequencedMap<String, Pick> picks = new LinkedHashMap<>();
    fields.forEach((name, value) -> picks.put(name, pick(elaborator.valid(value), site)));
    return new Selection.Named(picks);
  }

  private Pick pick(Value value, Span site) {
    return switch (value) {
      case Value.Int _ -> new Pick.Number(index(value, site));
      case Value.Text text when text.constant().isPresent() -> new Pick.Name(text.constant().get());
      case Value.Range(Value from, Value to, boolean closed) when !closed -> {
        int first = index(from, site);
        int end = index(to, site);
        if (end <= first) {
          throw refused(site, "this range has no columns");
        }
        yield new Pick.Range(first, end);
      }
      case Value.Ints(List<Dim> numbers) ->
          several(numbers.stream().<Value>map(Value.Int::new).toList(), site);
      case Value.Tuple(List<Value> values) -> several(values, site);
      case Value other -> throw refused(site, "this is " + other.describe());
    };
  }

  private Pick several(List<Value> values, Span site) {
    List<Pick> picks = new ArrayList<>();
    values.forEach(value -> picks.add(pick(elaborator.valid(value), site)));
    if (!picks.stream().allMatch(Pick::isSingle)) {
      throw refused(site, "a list has numbers and names only");
    }
    return new Pick.Several(picks);
  }

  private int index(Value value, Span site) {
    Dim column = elaborator.beforeRun().requireSize(value, "number of a column", site);
    if (!column.isKnown() || column.value() < 0 || column.value() > Integer.MAX_VALUE) {
      throw refused(site, "there is no column " + column);
    }
    return column.size();
  }

  private Reported refused(Span site, String found) {
    return elaborator.fail(
        Diagnostic.of(
                ExperimentCodes.UNKNOWN_COLUMN,
                "Columns are chosen by number, name, range or list.",
                site,
                found)
            .note("For example `columns: { x: 0..<64, label: 64 }`, counted from 0."));
  }
}
