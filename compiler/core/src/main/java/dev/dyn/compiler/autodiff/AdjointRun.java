package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Method;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.TimeGrid;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The adjoint equations of one flow, solved from the last saved time to the start: a scan over the
/// intervals between saved times, each turn of which simulates backward in time, as a flow in −t.
final class AdjointRun {
  private final Region.SimulateFlow flow;
  private final List<Boolean> states;
  private final List<Boolean> environment;
  private final Builder b;

  /// @param flow without members
  /// @param states which states are active
  /// @param environment which of the environment is active
  AdjointRun(Region.SimulateFlow flow, List<Boolean> states, List<Boolean> environment, Builder b) {
    this.flow = flow;
    this.states = states;
    this.environment = environment;
    this.b = b;
  }

  /// @param times the saved times `[T]`
  /// @param saved each state at the saved times
  /// @param jumps what is added to the cotangent of each state at the saved times
  /// @param sums the cotangents that the active environment has already
  /// @return the cotangents of the active initial states, then of the active environment
  List<Var> run(Var times, List<Var> saved, List<Var> jumps, List<Var> sums) {
    boolean fromStart = flow.grid() instanceof TimeGrid.At;
    Var start = b.convert(flow.grid().operands().getFirst(), times.type().elem());
    Dim count = flow.grid().count();
    Dim length = fromStart ? count : count.minus(Dim.ONE);
    Var before = fromStart ? shifted(start, times, length) : b.slice(times, 0, Dim.ZERO, length, 1);
    List<Var> scanned = new ArrayList<>();
    scanned.add(fromEnd(times, length));
    scanned.add(flipped(before, length));
    saved.forEach(v -> scanned.add(fromEnd(v, length)));
    for (int k = 0; k < saved.size(); k++) {
      if (states.get(k)) {
        scanned.add(fromEnd(jumps.get(k), length));
      }
    }
    List<Var> carried = new ArrayList<>();
    for (int k = 0; k < saved.size(); k++) {
      if (states.get(k)) {
        carried.add(b.fill(0, saved.get(k).type().inner(1)));
      }
    }
    int active = carried.size();
    carried.addAll(sums);
    List<Var> around = new ArrayList<>(flow.environment());
    around.addAll(flow.method().operands());
    Region.Scan scan =
        new Region.Scan(turn(active), length, carried, scanned, around, Optional.empty());
    List<Var> results = new ArrayList<>(b.emitAll("adjoint", scan));
    if (!fromStart) {
      int at = 0;
      for (int k = 0; k < saved.size(); k++) {
        if (states.get(k)) {
          Var first = b.pick(jumps.get(k), 0, Dim.ZERO);
          results.set(at, b.add(results.get(at), first));
          at++;
        }
      }
    }
    return results;
  }

  /// `[start, times without the last]`.
  private Var shifted(Var start, Var times, Dim length) {
    Var first = b.reshape(start, List.of(Dim.ONE));
    Var rest = b.slice(times, 0, Dim.ZERO, length.minus(Dim.ONE), 1);
    return b.concat(List.of(first, rest), 0);
  }

  /// The last `length` rows, from the end.
  private Var fromEnd(Var x, Dim length) {
    return b.slice(x, 0, flow.grid().count().minus(Dim.ONE), length, -1);
  }

  private Var flipped(Var x, Dim length) {
    return b.slice(x, 0, length.minus(Dim.ONE), length, -1);
  }

  /// One interval: `(cotangents…, sums…, its end, its start, states at its end…, jumps…,
  /// environment…, method…) → (cotangents…, sums…)`.
  private Block turn(int active) {
    Builder inner = new Builder(b.names());
    inner.at(b.site());
    Block field = flow.field();
    int n = flow.states().size();
    int m = flow.environment().size();
    Type time = field.parameters().getFirst().type();
    List<Var> fresh = field.parameters().stream().map(b.names()::freshLike).toList();
    List<Var> y = fresh.subList(1, 1 + n);
    List<Var> around = fresh.subList(1 + n, fresh.size());
    List<Var> a = new ArrayList<>();
    List<Var> jumps = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      if (states.get(k)) {
        a.add(b.names().fresh("a", y.get(k).type()));
        jumps.add(b.names().fresh("jump", y.get(k).type()));
      }
    }
    List<Var> sums = new ArrayList<>();
    for (int k = 0; k < m; k++) {
      if (environment.get(k)) {
        sums.add(b.names().fresh("sum", around.get(k).type()));
      }
    }
    Var end = b.names().fresh("t", time);
    Var start = b.names().fresh("t", time);
    List<Var> method = flow.method().operands().stream().map(b.names()::freshLike).toList();
    List<Var> parameters = new ArrayList<>(a);
    parameters.addAll(sums);
    parameters.addAll(List.of(end, start));
    parameters.addAll(y);
    parameters.addAll(jumps);
    parameters.addAll(around);
    parameters.addAll(method);
    List<Var> from = new ArrayList<>(y);
    for (int k = 0; k < active; k++) {
      from.add(inner.add(a.get(k), jumps.get(k)));
    }
    from.addAll(sums);
    Var to = inner.convert(inner.neg(start), Elem.F64);
    TimeGrid grid =
        new TimeGrid.At(
            inner.convert(inner.neg(end), Elem.F64), inner.reshape(to, List.of(Dim.ONE)), Dim.ONE);
    Iterator<Var> steering = method.iterator();
    Method same = flow.method().mapOperands(_ -> steering.next());
    Block adjoint = adjointField();
    Block nothing = new Block(adjoint.parameters(), List.of(), List.of());
    Region back =
        new Region.SimulateFlow(
            adjoint, renamed(nothing), same, grid, from, around, Optional.empty());
    List<Var> run = inner.emitAll("back", back);
    List<Var> results = new ArrayList<>();
    for (Var v : run.subList(1 + n, run.size() - 1)) {
      results.add(inner.pick(v, 0, Dim.ZERO));
    }
    return new Block(parameters, inner.lets(), results);
  }

  private Block renamed(Block block) {
    return new Block(
        block.parameters().stream().map(b.names()::freshLike).toList(), List.of(), List.of());
  }

  /// `(−t, states…, cotangents…, sums…, environment…) → ` their derivatives by −t.
  private Block adjointField() {
    Builder inner = new Builder(b.names());
    inner.at(b.site());
    Block field = flow.field();
    int n = flow.states().size();
    List<Var> fresh = field.parameters().stream().map(b.names()::freshLike).toList();
    Var reversed = fresh.getFirst();
    List<Var> arguments = new ArrayList<>(fresh);
    arguments.set(0, inner.neg(reversed));
    List<Boolean> active = Activity.joined(List.of(false), states, environment);
    Pullback pullback = Reverse.run(field, arguments, active, inner);
    List<Var> a = new ArrayList<>();
    List<Optional<Var>> seeds = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      Optional<Var> seed =
          states.get(k)
              ? Optional.of(b.names().fresh("a", fresh.get(1 + k).type()))
              : Optional.<Var>empty();
      seed.ifPresent(a::add);
      seeds.add(seed);
    }
    List<Optional<Var>> back = pullback.pull(seeds);
    List<Var> results = new ArrayList<>();
    pullback.results().forEach(v -> results.add(inner.neg(v)));
    List<Var> sums = new ArrayList<>();
    for (int k = 1; k < active.size(); k++) {
      if (active.get(k)) {
        Type type = fresh.get(k).type();
        results.add(back.get(k).orElseGet(() -> inner.fill(0, type)));
        if (k > n) {
          sums.add(b.names().fresh("sum", type));
        }
      }
    }
    List<Var> parameters = new ArrayList<>(fresh.subList(0, 1 + n));
    parameters.addAll(a);
    parameters.addAll(sums);
    parameters.addAll(fresh.subList(1 + n, fresh.size()));
    return new Block(parameters, inner.lets(), results);
  }
}
