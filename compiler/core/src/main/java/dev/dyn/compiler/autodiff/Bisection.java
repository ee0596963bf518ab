package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Size;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// Looks up sorted numbers whose count only the run knows, by halving: for m values among n numbers
/// 40 turns over m entries, where a table of all pairs would have n*m.
final class Bisection {
  /// More numbers than this fit into no tensor.
  private static final int BITS = 40;

  private Bisection() {}

  /// For each of `values` (f64 `[m]`) how many of the ascending `sorted` (f64 `[n]`) stand in
  /// relation `before` to it, as i64 `[m]`.
  ///
  /// @param before `<` or `<=`
  static Var count(ScalarFn before, Var sorted, Var values, Builder b) {
    Dim n = sorted.type().dim(0);
    List<Dim> many = values.type().dims();
    Var guard = b.reshape(b.real(Double.POSITIVE_INFINITY, Elem.F64), List.of(Dim.ONE));
    Var guarded = b.concat(List.of(sorted, guard), 0);
    Var size = b.emit("n", new Size(n));
    Var found = b.names().fresh("found", new Type(Elem.I64, many));
    Var step = b.names().fresh("step", Type.I64);
    Var among = b.names().freshLike(guarded);
    Var wanted = b.names().freshLike(values);
    Var most = b.names().freshLike(size);
    Builder turn = new Builder(b.names());
    turn.at(b.site());
    Var next = turn.add(found, turn.broadcast(step, many, List.of()));
    Var all = turn.broadcast(most, many, List.of());
    Var fits = turn.call(Scalars.LE, next, all);
    Var last = turn.sub(next, turn.broadcast(turn.integer(1), many, List.of()));
    Var there = turn.select(fits, last, all);
    Var number = turn.emit("x", new Reindex.Gather(among, List.of(there), 0));
    Var reached = turn.call(Scalars.AND, fits, turn.call(before, number, wanted));
    Region.Scan halving =
        new Region.Scan(
            new Block(
                List.of(found, step, among, wanted, most),
                turn.lets(),
                List.of(turn.select(reached, next, found))),
            Dim.of(BITS),
            List.of(b.broadcast(b.integer(0), many, List.of())),
            List.of(b.constant(Tensor.vector(steps()))),
            List.of(guarded, values, size),
            Optional.empty());
    return b.emitAll("found", halving).getFirst();
  }

  private static long[] steps() {
    return LongStream.rangeClosed(1, BITS).map(k -> 1L << (BITS - k)).toArray();
  }
}
