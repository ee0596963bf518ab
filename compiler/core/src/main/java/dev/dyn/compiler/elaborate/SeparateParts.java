package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.IndexItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// An array of parts at one time, each part worked out by itself: a chain in which the output of
/// each needs that of the one before at the same time.
record SeparateParts(Elaborator elaborator, PartArray whole, List<MovingPart> parts)
    implements MovingPart {
  @Override
  public List<Var> each(Function<Moment, List<Var>> own) {
    return stacked(parts.stream().map(part -> part.each(own)).toList());
  }

  @Override
  public List<Var> increments(Growth growth) {
    List<List<Var>> rows = new ArrayList<>();
    for (int k = 0; k < parts.size(); k++) {
      Dim place = Dim.of(k);
      List<Var> own =
          growth.vars().stream().map(v -> elaborator.builder().pick(v, 0, place)).toList();
      rows.add(parts.get(k).increments(growth.with(own)));
    }
    return stacked(rows);
  }

  private List<Var> stacked(List<List<Var>> ofParts) {
    List<Value> rows = new ArrayList<>();
    for (List<Var> part : ofParts) {
      rows.add(new Value.Tuple(part.stream().<Value>map(Value.Array::new).toList()));
    }
    List<Var> vars = new ArrayList<>();
    Trees.flatten(elaborator, Trees.stack(elaborator, rows, elaborator.here()), vars);
    return vars;
  }

  @Override
  public void settle() {
    List<String> outputs = whole.sample().outputNames();
    for (MovingPart part : parts) {
      part.settle();
      for (String output : outputs) {
        List<String> names = List.of(output.split("\\."));
        elaborator.guarded(() -> PartArray.follow(elaborator, part, names, elaborator.here()));
      }
    }
  }

  @Override
  public Value field(Elaborator asking, String name, Span span) {
    return read(List.of(name), span);
  }

  private Value read(List<String> names, Span span) {
    if (whole.leadsToPart(names)) {
      return new Value.Part(new Inner(names));
    }
    List<Value> rows = new ArrayList<>();
    for (MovingPart part : parts) {
      rows.add(elaborator.valid(PartArray.follow(elaborator, part, names, span)));
    }
    return Trees.stack(elaborator, rows, span);
  }

  /// A part that every part has.
  private final class Inner implements PartView {
    private final List<String> names;

    Inner(List<String> names) {
      this.names = names;
    }

    @Override
    public Value field(Elaborator asking, String name, Span span) {
      List<String> inner = new ArrayList<>(names);
      inner.add(name);
      return read(inner, span);
    }

    @Override
    public String describe() {
      return whole.describe();
    }
  }

  /// One part alone, where the index is known, so that only that one is asked.
  @Override
  public PartView indexed(List<IndexItem> items, Scope scope, Span site) {
    if (items.size() == 1
        && items.getFirst() instanceof IndexItem.At(var at, _)
        && elaborator.elaborate(at, scope) instanceof Value.Int(Dim k)
        && k.isKnown()
        && k.value() >= -parts.size()
        && k.value() < parts.size()) {
      return parts.get(Math.floorMod(k.value(), parts.size()));
    }
    return new Indexed(this, items, scope, site);
  }

  @Override
  public Optional<PartArray> array() {
    return Optional.of(whole);
  }

  @Override
  public String describe() {
    return whole.describe();
  }
}
