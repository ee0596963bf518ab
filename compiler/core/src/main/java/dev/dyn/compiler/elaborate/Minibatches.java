package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.ExperimentCodes;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.elaborate.Builtin.Bound;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.List;

/// `minibatches(data, size: n)` after `on`: n rows of all columns, in each epoch in another order.
/// Rows that are left over at the end of an epoch are not used in it.
final class Minibatches {
  private Minibatches() {}

  static Builtin builtin() {
    return Builtin.of("minibatches", "data size", Minibatches::batch);
  }

  private static Value batch(Elaborator e, Bound a) {
    BatchClock clock =
        e.models()
            .clock()
            .orElseThrow(() ->
                e.fail(
                    Diagnostic.of(
                            NameCodes.OUT_OF_PLACE_NAME,
                            "`minibatches` stands after `on` in a training.",
                            a.site())
                        .note(
                            "`on batch = minibatches(d, size: 64)` gives each step rows of its"
                                + " own.")));
    List<Var> columns = new ArrayList<>();
    Value form = Trees.flatten(e, a.value("data"), columns);
    Dim rows = Shuffling.rows(e, columns, a.span("data"));
    Dim size = a.extent("size");
    if (size.is(0) || size.isKnown() && rows.isKnown() && size.value() > rows.value()) {
      throw e.fail(
          Diagnostic.of(
              ExperimentCodes.BAD_SPLIT,
              "A batch has at least one row, and no more than the data.",
              a.span("size"),
              "there are " + rows + " rows"));
    }
    Dim batches =
        size.isKnown() && rows.isKnown()
            ? Dim.of(rows.value() / size.value())
            : e.freshSize("batches");
    Builder b = e.builder();
    Var order = clock.order(e, rows, batches, a.site());
    Var start = b.mul(clock.turn(e, batches), e.size(size));
    Var places = b.add(b.broadcast(start, List.of(size), List.of()), b.iota(size));
    Var chosen = b.emit("rows", new Reindex.Gather(order, List.of(places), 0));
    return Trees.rebuild(
        form,
        columns.stream()
            .map(x -> b.emit(x.name(), new Reindex.Gather(x, List.of(chosen), 0)))
            .toList());
  }
}
