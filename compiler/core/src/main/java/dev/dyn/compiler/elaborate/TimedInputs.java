package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ElementaryFunctions;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.compiler.source.Span;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;

/// A sequence as the input of a flow: its entries hold at given times, between them the input is
/// linear, outside it stays what it is at the end.
record TimedInputs(String name, Var entries, Times times) implements Callable {
  /// The times of the entries (f64).
  sealed interface Times {
    /// `start + k*step`.
    record Equal(Var start, Var step) implements Times {}

    /// A vector of ascending times.
    record Given(Var all) implements Times {}
  }

  /// How far a time is (`share`, from 0 to 1) on the way from the entry `left` to the next one.
  private record Place(Var left, Var share) {}

  @Override
  public Value call(Elaborator elaborator, Arguments arguments, Span site) {
    Builder b = elaborator.builder();
    Dim length = entries.type().dim(0);
    if (length.is(1)) {
      return new Value.Array(b.pick(entries, 0, Dim.ZERO));
    }
    Var time = elaborator.numbers().doubleScalar(arguments.values().getFirst(), "time", site);
    Var beforeLast = b.sub(elaborator.size(length), b.integer(2));
    Place place =
        switch (times) {
          case Times.Given(Var all) -> among(b, all, time, beforeLast);
          case Times.Equal(Var start, Var step) -> {
            Var way = b.div(b.sub(time, start), step);
            Var left =
                clamped(b, b.convert(b.call(ElementaryFunctions.FLOOR, way), Elem.I64), beforeLast);
            yield new Place(left, b.sub(way, b.convert(left, Elem.F64)));
          }
        };
    Var share =
        b.call(
            Scalars.MAX,
            b.call(Scalars.MIN, place.share(), b.real(1, Elem.F64)),
            b.real(0, Elem.F64));
    Var from = elaborator.numbers().real(entry(b, entries, place.left()));
    Var to = elaborator.numbers().real(entry(b, entries, b.add(place.left(), b.integer(1))));
    Var weight = b.broadcast(b.convert(share, from.type().elem()), from.type().dims(), List.of());
    return new Value.Array(b.fma(weight, b.sub(to, from), from));
  }

  private static Place among(Builder b, Var times, Var time, Var beforeLast) {
    Var every = b.broadcast(time, times.type().dims(), List.of());
    Var past = b.convert(b.call(Scalars.LE, times, every), Elem.I64);
    Var left = clamped(b, b.sub(b.reduceAll(ReduceFn.SUM, past), b.integer(1)), beforeLast);
    Var from = entry(b, times, left);
    Var to = entry(b, times, b.add(left, b.integer(1)));
    return new Place(left, b.div(b.sub(time, from), b.sub(to, from)));
  }

  private static Var clamped(Builder b, Var index, Var most) {
    return b.call(Scalars.MAX, b.call(Scalars.MIN, index, most), b.integer(0));
  }

  private static Var entry(Builder b, Var entries, Var index) {
    return b.emit(entries.name(), new Reindex.Gather(entries, List.of(index), 0));
  }
}
