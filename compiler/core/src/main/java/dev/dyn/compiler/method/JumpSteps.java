package dev.dyn.compiler.method;

import static dev.dyn.compiler.method.FixedSteps.join;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.JumpMethod;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Distribution;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;

/// Firings of a process that only jumps, made to be run by `Kernel.iterate`: what a step gives is
/// what the next one takes.
///
/// Carried are `(n, next, rates…, own…, states…)`: how many firings there were, the time of the
/// next one, the rates until then, numbers of the method, the states. A step fires if `next` does
/// not lie beyond `until`, else it changes nothing. So the course of a run does not depend on when
/// it is looked at. Random numbers belong to the number of the firing.
///
/// `next` is NaN where a rate is negative or not finite.
public sealed interface JumpSteps {
  JumpSystem jumps();

  /// `(t, states…, stream, environment…)` → what is carried.
  default Block begin() {
    Names names = new Names();
    Builder b = new Builder(names);
    Var t = names.fresh("t", Type.F64);
    List<Var> x = jumps().stateParameters(names);
    Var stream = names.fresh("stream", Type.I64);
    List<Var> environment = jumps().environmentParameters(names);
    List<Var> rates = jumps().rates(b, t, x, environment);
    Var n = b.integer(0);
    List<Var> own = first(b, stream);
    Var next = next(b, t, rates, own);
    return b.block(
        join(List.of(t), x, List.of(stream), environment), join(List.of(n, next), rates, own, x));
  }

  /// `(carried…, until, stream, environment…)` → what is carried after one firing.
  default Block step() {
    Names names = new Names();
    Builder b = new Builder(names);
    Var n = names.fresh("n", Type.I64);
    Var next = names.fresh("next", Type.F64);
    List<Var> rates = fresh(names, "rate", jumps().jumps());
    List<Var> own = fresh(names, "own", numbers());
    List<Var> x = jumps().stateParameters(names);
    Var until = names.fresh("until", Type.F64);
    Var stream = names.fresh("stream", Type.I64);
    List<Var> environment = jumps().environmentParameters(names);
    List<Var> before = join(List.of(n, next), rates, own, x);

    Var fires = b.call(Scalars.LE, next, until);
    Var which = which(b, rates, own);
    Var ofFiring = b.call(Scalars.MIX, b.call(Scalars.MIX, stream, b.integer(FIRING)), n);
    List<Var> afterX = jumps().fired(b, which, next, ofFiring, x, environment);
    Var more = b.add(n, b.integer(1));
    List<Var> afterRates = jumps().rates(b, next, afterX, environment);
    List<Var> afterOwn = after(b, which, rates, own, waitingStream(b, stream, more));
    Var afterNext = next(b, next, afterRates, afterOwn);
    List<Var> after = join(List.of(more, afterNext), afterRates, afterOwn, afterX);
    return b.block(
        join(before, List.of(until, stream), environment),
        JumpSystem.selected(b, fires, after, before));
  }

  /// How many numbers of its own the method carries.
  int numbers();

  /// The numbers before the first firing.
  List<Var> first(Builder b, Var stream);

  /// Which jump fires at the end of the waiting time.
  Var which(Builder b, List<Var> rates, List<Var> own);

  /// The numbers after jump `which` has fired; `waiting` is the stream of the waiting time that
  /// begins.
  List<Var> after(Builder b, Var which, List<Var> rates, List<Var> own, Var waiting);

  /// How long to wait at these rates, all of which are good; infinite where all are 0.
  Var wait(Builder b, List<Var> rates, List<Var> own);

  long WAITING = 1;
  long FIRING = 2;

  static JumpSteps of(JumpMethod method, Region.SimulateHybrid region) {
    JumpSystem jumps = JumpSystem.of(region);
    return switch (method) {
      case DIRECT -> new Direct(jumps);
      case NEXT_REACTION -> new NextReaction(jumps);
    };
  }

  private Var next(Builder b, Var t, List<Var> rates, List<Var> own) {
    Var good = b.call(Scalars.LT, total(b, rates), b.real(Double.POSITIVE_INFINITY, Elem.F64));
    for (Var rate : rates) {
      good = b.call(Scalars.AND, good, b.call(Scalars.GE, rate, b.real(0, Elem.F64)));
    }
    return b.select(good, b.add(t, wait(b, rates, own)), b.real(Double.NaN, Elem.F64));
  }

  static Var waitingStream(Builder b, Var stream, Var n) {
    return b.call(Scalars.MIX, b.call(Scalars.MIX, stream, b.integer(WAITING)), n);
  }

  private static List<Var> fresh(Names names, String name, int count) {
    List<Var> vars = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      vars.add(names.fresh(name + k, Type.F64));
    }
    return vars;
  }

  /// The sum in the order of the text.
  static Var total(Builder b, List<Var> rates) {
    return rates.stream().reduce(b::add).orElseGet(() -> b.real(0, Elem.F64));
  }

  /// Uniform numbers in `[0, 1)`: entries 0, 1, … of `stream`.
  static List<Var> uniform(Builder b, Var stream, int count) {
    Dim size = Dim.of(count);
    Type type = Type.F64.under(size);
    List<Var> ends = List.of(b.fill(0, type), b.fill(1, type));
    Var all = b.emit("u", new Op.Draw(Distribution.UNIFORM, stream, ends, List.of(size), Elem.F64));
    List<Var> each = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      each.add(b.pick(all, 0, Dim.of(k)));
    }
    return each;
  }

  /// One waiting time for all jumps together, then which of them: the first whose sum of rates
  /// exceeds a uniform part of the whole (Gillespie 1977). Carries the two uniform numbers of the
  /// next firing.
  record Direct(JumpSystem jumps) implements JumpSteps {
    @Override
    public int numbers() {
      return 2;
    }

    @Override
    public List<Var> first(Builder b, Var stream) {
      return uniform(b, waitingStream(b, stream, b.integer(0)), 2);
    }

    @Override
    public Var which(Builder b, List<Var> rates, List<Var> own) {
      // A uniform number is at most 1 - 2^-53, so its part of the whole stays below the whole also
      // after rounding, and a jump of rate 0 is never the first to exceed it.
      Var goal = b.mul(own.get(1), total(b, rates));
      Var which = b.integer(rates.size() - 1L);
      for (int k = rates.size() - 2; k >= 0; k--) {
        Var exceeds = b.call(Scalars.LT, goal, total(b, rates.subList(0, k + 1)));
        which = b.select(exceeds, b.integer(k), which);
      }
      return which;
    }

    @Override
    public List<Var> after(Builder b, Var which, List<Var> rates, List<Var> own, Var waiting) {
      return uniform(b, waiting, 2);
    }

    @Override
    public Var wait(Builder b, List<Var> rates, List<Var> own) {
      Var total = total(b, rates);
      Var zero = b.real(0, Elem.F64);
      Var wait = b.div(JumpSystem.waiting(b, own.get(0)), total);
      return b.select(
          b.call(Scalars.GT, total, zero), wait, b.real(Double.POSITIVE_INFINITY, Elem.F64));
    }
  }

  /// A unit-rate clock for each jump, which runs with the jump's rate and of which only the one
  /// that rang is wound up again: as many random numbers as firings (Gibson and Bruck 2000; in
  /// internal times, Anderson 2007, algorithm 3). Carries what is left on each clock.
  record NextReaction(JumpSystem jumps) implements JumpSteps {
    @Override
    public int numbers() {
      return jumps.jumps();
    }

    @Override
    public List<Var> first(Builder b, Var stream) {
      // A firing winds up one clock with entry 0 of its stream; the first winding takes an entry
      // for each clock from the stream of firing 0.
      return uniform(b, waitingStream(b, stream, b.integer(0)), jumps.jumps()).stream()
          .map(u -> JumpSystem.waiting(b, u))
          .toList();
    }

    private List<Var> waits(Builder b, List<Var> rates, List<Var> own) {
      List<Var> waits = new ArrayList<>();
      for (int k = 0; k < rates.size(); k++) {
        Var runs = b.call(Scalars.GT, rates.get(k), b.real(0, Elem.F64));
        Var wait = b.div(own.get(k), rates.get(k));
        waits.add(b.select(runs, wait, b.real(Double.POSITIVE_INFINITY, Elem.F64)));
      }
      return waits;
    }

    @Override
    public Var wait(Builder b, List<Var> rates, List<Var> own) {
      return waits(b, rates, own).stream()
          .reduce((x, y) -> b.call(Scalars.MIN, x, y))
          .orElseGet(() -> b.real(Double.POSITIVE_INFINITY, Elem.F64));
    }

    @Override
    public Var which(Builder b, List<Var> rates, List<Var> own) {
      List<Var> waits = waits(b, rates, own);
      Var least = wait(b, rates, own);
      Var which = b.integer(rates.size() - 1L);
      for (int k = rates.size() - 2; k >= 0; k--) {
        Var isLeast = b.call(Scalars.LE, waits.get(k), least);
        which = b.select(isLeast, b.integer(k), which);
      }
      return which;
    }

    @Override
    public List<Var> after(Builder b, Var which, List<Var> rates, List<Var> own, Var waiting) {
      Var passed = wait(b, rates, own);
      Var wound = JumpSystem.waiting(b, uniform(b, waiting, 1).getFirst());
      List<Var> left = new ArrayList<>();
      for (int k = 0; k < rates.size(); k++) {
        Var rang = b.call(Scalars.EQ, which, b.integer(k));
        Var runs = b.call(Scalars.GT, rates.get(k), b.real(0, Elem.F64));
        // what rounding leaves below zero is zero
        Var rest =
            b.call(
                Scalars.MAX, b.fma(b.neg(rates.get(k)), passed, own.get(k)), b.real(0, Elem.F64));
        left.add(b.select(rang, wound, b.select(runs, rest, own.get(k))));
      }
      return left;
    }
  }
}
