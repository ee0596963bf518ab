package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.IndexItem;
import java.util.List;
import java.util.Optional;

/// What can be read of a part of a system: before the run its parameters, in the equations its
/// states and outputs, too. Of an array of parts each field is a tensor with an axis for the parts.
interface PartView {
  /// The value of the field that is named at `span`.
  ///
  /// @throws Reported after a message where there is no such field
  Value field(Elaborator elaborator, String name, Span span);

  /// The part in words, for messages.
  String describe();

  /// The array of parts that this is; empty for a single part.
  default Optional<PartArray> array() {
    return Optional.empty();
  }

  /// The single part that this is, before the run; empty for an array.
  default Optional<SystemInstance> single() {
    return Optional.empty();
  }

  /// Some of an array of parts: each field is indexed.
  default PartView indexed(List<IndexItem> items, Scope scope, Span site) {
    return new Indexed(this, items, scope, site);
  }

  /// One of an array of parts, at a place that the run may know.
  record Entry(PartView whole, Var place) implements PartView {
    @Override
    public Value field(Elaborator elaborator, String name, Span span) {
      Value all = elaborator.valid(whole.field(elaborator, name, span));
      if (all instanceof Value.Part(PartView inner)) {
        return new Value.Part(new Entry(inner, place));
      }
      Var var = elaborator.numbers().toVar(all, span);
      return new Value.Array(
          elaborator.builder().emit(name, new Reindex.Gather(var, List.of(place), 0)));
    }

    @Override
    public String describe() {
      return whole.describe();
    }
  }

  /// `cells[i - 1]`: what is read of it is `cells.y[i - 1]`.
  record Indexed(PartView whole, List<IndexItem> items, Scope scope, Span site)
      implements PartView {
    @Override
    public Value field(Elaborator elaborator, String name, Span span) {
      return elaborator
          .indexing()
          .index(elaborator.valid(whole.field(elaborator, name, span)), span, items, scope, site);
    }

    @Override
    public String describe() {
      return whole.describe();
    }
  }
}
