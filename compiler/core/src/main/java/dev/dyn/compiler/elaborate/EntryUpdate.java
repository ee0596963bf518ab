package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.UnsupportedCodes;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.compiler.syntax.Action;
import dev.dyn.compiler.syntax.IndexItem;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;

/// Sets entries of a tensor: `x[i] := v`, `x[1..<3] := v`, `x[.., 0] := v`.
///
/// The numbers of all entries, seen through the brackets, are the entries that are meant; so all
/// that reading checks is checked here too.
record EntryUpdate(Elaborator elaborator, Scope scope) {
  /// `tensor` with `value` at the places that `assign` names.
  Var set(Var tensor, Action.Assign assign, Var value) {
    Builder b = elaborator.builder();
    Type type = tensor.type();
    List<Dim> flat = List.of(type.count());
    Var numbers = b.reshape(b.iota(type.count()), type.dims());
    Value meant =
        elaborator
            .indexing()
            .index(
                new Value.Array(numbers),
                assign.target().span(),
                assign.indices(),
                scope,
                assign.span());
    Var places = elaborator.numbers().toVar(meant, assign.span());
    requireOnce(assign, places);
    TwoSides sides =
        new TwoSides(
            places.type().withElem(type.elem()),
            assign.target().text() + "[…]",
            assign.target().span(),
            "assignment");
    Var fitted = sides.fit(elaborator, value, assign.value().span());
    Var old = b.reshape(tensor, flat);
    Var now =
        places.type().isScalar()
            ? one(b, old, places, fitted)
            : several(b, old, places, fitted, flat);
    return b.reshape(now, type.dims());
  }

  /// A tensor of places might name one twice, and which value should it get?
  private void requireOnce(Action.Assign assign, Var places) {
    boolean cuts =
        assign.indices().stream()
            .allMatch(item ->
                !(item instanceof IndexItem.At(var at, _))
                    || elaborator.valid(at, scope) instanceof Value.Range
                    || isSingle(elaborator.valid(at, scope)));
    if (!places.type().isScalar() && !cuts) {
      throw elaborator.fail(
          Unsupported.refusal(
              UnsupportedCodes.INDEXING,
              "Entries at a tensor of places cannot be set yet.",
              assign.span()));
    }
  }

  private static boolean isSingle(Value value) {
    return value instanceof Value.Int
        || value instanceof Value.Array(Var var) && var.type().isScalar();
  }

  private static Var one(Builder b, Var old, Var place, Var value) {
    Var isMeant =
        b.call(
            Scalars.EQ,
            b.iota(old.type().dim(0)),
            b.broadcast(place, old.type().dims(), List.of()));
    return b.select(isMeant, b.broadcast(value, old.type().dims(), List.of()), old);
  }

  private static Var several(Builder b, Var old, Var places, Var value, List<Dim> flat) {
    List<Dim> count = List.of(places.type().count());
    List<Var> at = List.of(b.reshape(places, count));
    boolean isTruth = old.type().elem() == Elem.BOOL;
    Var updates = b.reshape(isTruth ? b.convert(value, Elem.I64) : value, count);
    Var spread = b.emit("set", new Reindex.Scatter(updates, at, 0, flat));
    Var ones = b.fill(1, new Type(Elem.I64, count));
    Var hits = b.emit("hits", new Reindex.Scatter(ones, at, 0, flat));
    Var isMeant = b.call(Scalars.GT, hits, b.fill(0, hits.type()));
    Var now = isTruth ? b.call(Scalars.NE, spread, b.fill(0, spread.type())) : spread;
    return b.select(isMeant, now, old);
  }
}
