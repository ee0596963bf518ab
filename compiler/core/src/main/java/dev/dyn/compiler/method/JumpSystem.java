package dev.dyn.compiler.method;

import static dev.dyn.compiler.method.FixedSteps.join;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Functions;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;

/// The jumps of a system as step blocks see them.
///
/// @param rates closed, `(t, states…, environment…)` → an f64 scalar for each jump
/// @param firings closed, `(t, stream, taken, states…, environment…)` → states, for each jump
/// @param states how many
record JumpSystem(Block rates, List<Block> firings, int states) {
  static JumpSystem of(Region.SimulateHybrid region) {
    return new JumpSystem(region.rates(), region.firings(), region.states().size());
  }

  int jumps() {
    return firings.size();
  }

  /// New parameters for the states.
  List<Var> stateParameters(Names names) {
    return rates.parameters().subList(1, 1 + states).stream().map(names::freshLike).toList();
  }

  List<Var> environmentParameters(Names names) {
    return rates.parameters().subList(1 + states, rates.parameters().size()).stream()
        .map(names::freshLike)
        .toList();
  }

  /// The rates at time `t` (f64).
  List<Var> rates(Builder b, Var t, List<Var> x, List<Var> environment) {
    return Blocks.inline(rates, join(List.of(clock(b, t)), x, environment), b);
  }

  /// The states after jump `which` (i64) has fired at time `t` with the random numbers of `stream`.
  List<Var> fired(Builder b, Var which, Var t, Var stream, List<Var> x, List<Var> environment) {
    return chosen(b, firings, which, clock(b, t), stream, x, environment);
  }

  /// What block number `which` of `blocks` makes of the states; those of a number that is none
  /// stay.
  static List<Var> chosen(
      Builder b,
      List<Block> blocks,
      Var which,
      Var clock,
      Var stream,
      List<Var> x,
      List<Var> environment) {
    List<Var> now = x;
    for (int k = blocks.size() - 1; k >= 0; k--) {
      Var taken = b.call(Scalars.EQ, which, b.integer(k));
      List<Var> after =
          Blocks.inline(blocks.get(k), join(List.of(clock, stream, taken), x, environment), b);
      now = selected(b, taken, after, now);
    }
    return now;
  }

  /// Entry by entry `then` where `condition` (a scalar) is true, else `otherwise`.
  static List<Var> selected(Builder b, Var condition, List<Var> then, List<Var> otherwise) {
    List<Var> all = new ArrayList<>();
    for (int k = 0; k < then.size(); k++) {
      Var x = then.get(k);
      Var y = otherwise.get(k);
      all.add(x.equals(y) ? x : b.select(b.broadcast(condition, x.type().dims(), List.of()), x, y));
    }
    return all;
  }

  private Var clock(Builder b, Var t) {
    Type type = rates.parameters().getFirst().type();
    return b.convert(t, type.elem());
  }

  /// `-log(1 - u)` for u in `[0, 1)`: a waiting time at rate 1.
  static Var waiting(Builder b, Var u) {
    Var one = b.real(1, Elem.F64);
    var log = Functions.scalar("log").orElseThrow();
    return b.neg(b.call(log, b.sub(one, u)));
  }
}
