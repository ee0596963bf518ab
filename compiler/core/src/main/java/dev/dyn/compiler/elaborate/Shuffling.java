package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.ExperimentCodes;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.elaborate.Builtin.Bound;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ArrayFunctions;
import dev.dyn.compiler.op.Distribution;
import dev.dyn.compiler.source.Span;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;

/// Random orders: `permutation(n)`, `shuffle(x)` along the first axis, and `split(d, f)`, which
/// divides the rows of data.
///
/// An order is that of n uniform keys with 53 bits each, drawn as f64 in every precision; of keys
/// that are equal, which n below a million sees once in 10⁴ orders, the earlier comes first.
final class Shuffling {
  private Shuffling() {}

  static List<Builtin> all() {
    return List.of(
        Builtin.of(
            "permutation",
            "n",
            (e, a) -> new Value.Array(order(e, a.extent("n"), e.streamAt(a.site())))),
        Builtin.of("shuffle", "x", Shuffling::shuffle),
        Builtin.of("split", "data fraction", Shuffling::split));
  }

  /// The ints 0, 1, …, n − 1 in an order that `stream` decides.
  static Var order(Elaborator e, Dim n, Var stream) {
    Builder b = e.builder();
    Type keys = new Type(Elem.F64, List.of(n));
    List<Var> ends = List.of(b.fill(0, keys), b.fill(1, keys));
    Var drawn =
        b.emit("key", new Op.Draw(Distribution.UNIFORM, stream, ends, List.of(n), Elem.F64));
    return b.array(ArrayFunctions.ARGSORT, drawn);
  }

  /// All tensors of `x` (a tensor, or a record of them) with their rows in one random order.
  private static Value shuffle(Elaborator e, Bound a) {
    List<Var> columns = new ArrayList<>();
    Value form = Trees.flatten(e, a.value("x"), columns);
    Dim rows = rows(e, columns, a.span("x"));
    Var order = order(e, rows, e.streamAt(a.site()));
    return Trees.rebuild(form, columns.stream().map(x -> at(e, x, order)).toList());
  }

  /// The first `round(n*fraction)` of the shuffled rows, and the others.
  private static Value split(Elaborator e, Bound a) {
    List<Var> columns = new ArrayList<>();
    Value form = Trees.flatten(e, a.value("data"), columns);
    Dim rows = rows(e, columns, a.span("data"));
    Dim first = first(e, a, rows);
    Var order = order(e, rows, e.streamAt(a.site()));
    Var before = e.builder().slice(order, 0, Dim.ZERO, first, 1);
    Var after = e.builder().slice(order, 0, first, rows.minus(first), 1);
    return new Value.Tuple(
        List.of(
            Trees.rebuild(form, columns.stream().map(x -> at(e, x, before)).toList()),
            Trees.rebuild(form, columns.stream().map(x -> at(e, x, after)).toList())));
  }

  private static Dim first(Elaborator e, Bound a, Dim rows) {
    Span site = a.span("fraction");
    Value given = a.value("fraction");
    double fraction = e.beforeRun().requireKnown(given, "fraction", site).realAt(0);
    if (!(fraction >= 0 && fraction <= 1)) {
      throw e.fail(
          Diagnostic.of(
              ExperimentCodes.BAD_SPLIT,
              "The share of the rows that come first lies between 0 and 1.",
              site,
              "this is " + fraction));
    }
    if (rows.is(0)) {
      throw e.fail(
          Diagnostic.of(
              ExperimentCodes.BAD_SPLIT,
              "There are no rows to divide.",
              a.span("data"),
              "this is empty"));
    }
    return rows.isKnown()
        ? Dim.of((long) Math.rint(rows.value() * fraction))
        : e.freshSize("first");
  }

  private static Var at(Elaborator e, Var x, Var order) {
    return e.builder().emit(x.name(), new Reindex.Gather(x, List.of(order), 0));
  }

  /// How many rows all of `columns` have.
  static Dim rows(Elaborator e, List<Var> columns, Span site) {
    if (columns.isEmpty() || columns.stream().anyMatch(x -> x.type().isScalar())) {
      throw e.fail(
          Diagnostic.of(
              TypeCodes.NOT_A_TENSOR,
              "A tensor, or a record of tensors, is needed here.",
              site,
              "this has no rows"));
    }
    Dim rows = columns.getFirst().type().dim(0);
    for (Var column : columns) {
      if (!column.type().dim(0).equals(rows)) {
        throw e.fail(
            Diagnostic.of(
                TypeCodes.SHAPE_MISMATCH,
                "All columns must have the same number of rows.",
                site,
                "one has " + rows + " rows, another " + column.type().dim(0)));
      }
    }
    return rows;
  }
}
