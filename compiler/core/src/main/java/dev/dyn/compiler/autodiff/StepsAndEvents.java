package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;

/// The steps and the events of a run in the order of their times, as rows of one list: an event
/// comes after the step that ends at its time. How many there are of each only the run knows.
///
/// @param t where a step begins, or the time of the event, f64 `[rows]`
/// @param h the size of the step, 0 for an event
/// @param which number of the event, −1 for a step, −2 for a row that is neither, i64 `[rows]`
/// @param isFirst whether an event is the first one at its time, and so one that the motion has
///   brought about
/// @param index which step this is, or which of all events
/// @param lastRow for each step the row of the last event at its end, or its own row, `[steps]`
/// @param eventRow for each event its row, `[events]`
record StepsAndEvents(Var t, Var h, Var which, Var isFirst, Var index, Var lastRow, Var eventRow) {

  /// How many rows there are.
  Dim rows() {
    return t.type().dim(0);
  }

  /// @param saved the times after each step, the start among them, f64 `[steps + 1]`
  /// @param events their times, f64 `[events]`
  /// @param which they were; −1 where a member has had fewer
  static StepsAndEvents of(Var saved, Var events, Var which, Builder b) {
    Dim steps = saved.type().dim(0).minus(Dim.ONE);
    Dim count = events.type().dim(0);
    Dim rows = steps.plus(count);
    Var starts = b.slice(saved, 0, Dim.ZERO, steps, 1);
    Var ends = b.slice(saved, 0, Dim.ONE, steps, 1);
    List<Dim> perEvent = List.of(count);
    Var minus = b.broadcast(b.integer(-1), perEvent, List.of());
    Var happened = b.call(Scalars.LT, minus, which);
    Var never = b.broadcast(b.real(Double.POSITIVE_INFINITY, Elem.F64), perEvent, List.of());
    Var times = b.select(happened, events, never);

    Var stepRow = b.add(b.iota(steps), Bisection.count(Scalars.LT, times, ends, b));
    Var eventRow = b.add(b.iota(count), Bisection.count(Scalars.LE, ends, times, b));
    Var reached = Bisection.count(Scalars.LE, times, ends, b);
    Var lastRow = b.add(b.iota(steps), reached);

    Var one = b.reshape(b.real(Double.NEGATIVE_INFINITY, Elem.F64), List.of(Dim.ONE));
    Var before = b.slice(b.concat(List.of(one, times), 0), 0, Dim.ZERO, count, 1);
    Var isFirst = b.call(Scalars.AND, happened, b.call(Scalars.NE, times, before));
    Var finite = b.select(happened, events, b.fill(0, events.type()));

    // A scatter adds to zeros, so what is no event gets its −1 by one less for all.
    Var next = b.broadcast(b.integer(1), perEvent, List.of());
    Var numbers = b.select(happened, b.add(which, next), minus);
    Var shifted = put(numbers, eventRow, rows, b);
    Var all = b.broadcast(b.integer(1), List.of(rows), List.of());
    return new StepsAndEvents(
        b.add(put(starts, stepRow, rows, b), put(finite, eventRow, rows, b)),
        put(b.sub(ends, starts), stepRow, rows, b),
        b.sub(shifted, all),
        b.call(
            Scalars.NE,
            put(b.convert(isFirst, Elem.I64), eventRow, rows, b),
            b.broadcast(b.integer(0), List.of(rows), List.of())),
        b.add(put(b.iota(steps), stepRow, rows, b), put(b.iota(count), eventRow, rows, b)),
        lastRow,
        eventRow);
  }

  private static Var put(Var values, Var places, Dim rows, Builder b) {
    return b.emit("row", new Reindex.Scatter(values, List.of(places), 0, List.of(rows)));
  }

  /// Rows of `table`, which may be a state of any kind.
  static Var gather(Var table, Var places, Builder b) {
    return b.emit(table.name(), new Reindex.Gather(table, List.of(places), 0));
  }

  /// Entry by entry `then` where `condition`, of fewer axes, is true, else `otherwise`.
  static List<Var> selected(Var condition, List<Var> then, List<Var> otherwise, Builder b) {
    List<Var> all = new ArrayList<>();
    for (int k = 0; k < then.size(); k++) {
      List<Dim> dims = then.get(k).type().dims();
      all.add(b.select(b.broadcastLeading(condition, dims), then.get(k), otherwise.get(k)));
    }
    return all;
  }
}
