package dev.dyn.compiler.op;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.FixedPoint;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.arrays.Convergence;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A fixed point as a scan: each turn carries on, row by row, whether the row has come to rest, how
/// much the last turn changed it and how large it is; a row at rest stays as it is.
///
/// ```
/// z = fixed point of step from z0     →     rest, change, scale, z = scan (false, inf, 1, z0) until rest
///                                           z' = converged z, change, scale, tolerance
/// ```
public final class FixedPointLoop {
  /// Carried values before the states.
  private static final int KEPT = 3;

  private FixedPointLoop() {}

  /// A block with the operands of `point` as parameters and with its results.
  public static Block block(FixedPoint point) {
    Names names = new Names(largest(point) + 1);
    List<Var> parameters = point.operands().stream().map(names::freshLike).toList();
    Builder b = new Builder(names);
    var given = parameters.iterator();
    FixedPoint own = (FixedPoint) point.mapOperands(_ -> given.next());
    return b.block(parameters, lines(own, b));
  }

  private static int largest(FixedPoint point) {
    int largest = 0;
    for (Var v : point.step().parameters()) {
      largest = Math.max(largest, v.id());
    }
    for (var let : point.step().lets()) {
      for (Var v : let.targets()) {
        largest = Math.max(largest, v.id());
      }
    }
    return largest;
  }

  /// Writes the scan and gives the results of `point`.
  public static List<Var> lines(FixedPoint point, Builder b) {
    List<Dim> rows = point.tolerance().type().dims();
    List<Var> carried = new ArrayList<>();
    carried.add(b.fill(0, new Type(Elem.BOOL, rows)));
    carried.add(b.fill(Double.POSITIVE_INFINITY, new Type(Elem.F64, rows)));
    carried.add(b.fill(1, new Type(Elem.F64, rows)));
    carried.addAll(point.states());
    List<Var> environment = new ArrayList<>(point.environment());
    environment.add(point.tolerance());
    List<Var> last =
        b.emitAll(
            "rest",
            new Region.Scan(
                turn(point, b),
                Dim.of(Convergence.MOST_TURNS),
                carried,
                List.of(),
                environment,
                Optional.empty(),
                true));
    List<Var> found = new ArrayList<>();
    for (Var state : last.subList(KEPT, last.size())) {
      found.add(
          b.emit(
              "found",
              new Op.ArrayCall(
                  ArrayFunctions.CONVERGED,
                  List.of(state, last.get(1), last.get(2), point.tolerance()),
                  0)));
    }
    return found;
  }

  private static Block turn(FixedPoint point, Builder outer) {
    Names names = outer.names();
    Builder b = new Builder(names);
    b.at(outer.site());
    List<Dim> rows = point.tolerance().type().dims();
    Var rest = names.fresh("rest", new Type(Elem.BOOL, rows));
    Var change = names.fresh("change", new Type(Elem.F64, rows));
    Var scale = names.fresh("scale", new Type(Elem.F64, rows));
    List<Var> states = point.states().stream().map(names::freshLike).toList();
    List<Var> environment = point.environment().stream().map(names::freshLike).toList();
    Var tolerance = names.freshLike(point.tolerance());
    List<Var> arguments = new ArrayList<>(states);
    arguments.addAll(environment);
    List<Var> next = Blocks.inline(point.step(), arguments, b);
    Var moved = b.fill(0, new Type(Elem.F64, rows));
    Var large = b.fill(point.floor(), new Type(Elem.F64, rows));
    for (int k = 0; k < states.size(); k++) {
      moved =
          b.call(Scalars.MAX, moved, largest(b, b.sub(next.get(k), states.get(k)), point.batch()));
      large = b.call(Scalars.MAX, large, largest(b, next.get(k), point.batch()));
    }
    // What is not a number will not come to rest either: it is found to be wrong afterwards.
    Var goesOn = b.call(Scalars.GT, moved, b.mul(tolerance, large));
    List<Var> results = new ArrayList<>();
    results.add(b.call(Scalars.OR, rest, b.call(Scalars.NOT, goesOn)));
    results.add(b.select(rest, change, moved));
    results.add(b.select(rest, scale, large));
    for (int k = 0; k < states.size(); k++) {
      Var stays = b.broadcastLeading(rest, states.get(k).type().dims());
      results.add(b.select(stays, states.get(k), next.get(k)));
    }
    List<Var> parameters = new ArrayList<>(List.of(rest, change, scale));
    parameters.addAll(arguments);
    parameters.add(tolerance);
    return b.block(parameters, results);
  }

  /// The largest magnitude in each row, in f64.
  private static Var largest(Builder b, Var x, int batch) {
    List<Integer> axes = IntStream.range(batch, x.type().rank()).boxed().toList();
    return b.convert(b.reduce(ReduceFn.MAX, b.call(ElementaryFunctions.ABS, x), axes), Elem.F64);
  }
}
