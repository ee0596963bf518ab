package dev.dyn.compiler.method;

import static dev.dyn.compiler.method.FixedSteps.join;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;

/// The blocks of an integration whose steps follow the error: start, attempt, and what lies inside
/// a step.
///
/// Norms leave the blocks as mean squares, for which no root is needed; see [ErrorNorm].
///
/// @param method one with an error estimate
public record AdaptiveSteps(Tableau method, FlowSystem system) {
  /// `(t, states…, rtol, atol, environment…)` → `(slopes…, mean square of x, mean square of x')`,
  /// both in units of the tolerance at x.
  public Block start() {
    Names names = new Names();
    Builder b = new Builder(names);
    Var t = names.fresh("t", Type.F64);
    List<Var> x = system.stateParameters(names, "");
    Var rtol = names.fresh("rtol", Type.F64);
    Var atol = names.fresh("atol", Type.F64);
    List<Var> environment = system.environmentParameters(names);
    List<Var> slopes = system.slopes(b, t, x, environment);
    ErrorNorm norm = new ErrorNorm(b, system, rtol, atol, x, x);
    List<Var> results = new ArrayList<>(slopes);
    results.add(norm.meanSquare(x));
    results.add(norm.meanSquare(slopes));
    return b.block(join(List.of(t), x, List.of(rtol, atol), environment), results);
  }

  /// `(t, h, states…, slopes…, rtol, atol, environment…)` → the mean square of `x'(t + h) − x'(t)`
  /// after an Euler step of size h, for the choice of the first step size (Hairer, Nørsett, Wanner
  /// 1993, II.4).
  public Block probe() {
    Parameters p = parameters();
    Builder b = p.b;
    List<Var> x = new ArrayList<>();
    List<Var> change = new ArrayList<>();
    for (int s = 0; s < p.x.size(); s++) {
      x.add(b.fma(SlopeSums.spread(b, p.h, p.x.get(s).type()), p.k.get(s), p.x.get(s)));
    }
    List<Var> after = system.slopes(b, b.add(p.t, p.h), x, p.environment);
    for (int s = 0; s < p.x.size(); s++) {
      change.add(b.sub(after.get(s), p.k.get(s)));
    }
    ErrorNorm norm = new ErrorNorm(b, system, p.rtol, p.atol, p.x, p.x);
    return b.block(p.all(), List.of(norm.meanSquare(change)));
  }

  /// `(t, h, states…, slopes…, rtol, atol, environment…)` → `(states at t + h…, slopes there…, mean
  /// square of the error, stages…)`.
  ///
  /// The stages, stage by stage and in each state by state without the first, are there if `stages`
  /// is [Stages#KEPT].
  public Block attempt(Stages stages) {
    Parameters p = parameters();
    Builder b = p.b;
    var slopes =
        RungeKutta.stages(b, method, method.stages(), system, p.t, p.h, p.x, p.k, p.environment);
    List<Var> after;
    List<Var> last;
    if (method.isFirstSameAsLast()) {
      // The last stage stands at the new states: the same lines, so that nothing is computed twice.
      after = SlopeSums.advance(b, p.x, p.h, method.a().getLast(), slopes);
      last = slopes.getLast();
    } else {
      after = SlopeSums.advance(b, p.x, p.h, method.b(), slopes);
      last = system.slopes(b, b.add(p.t, p.h), after, p.environment);
    }
    ErrorNorm norm = new ErrorNorm(b, system, p.rtol, p.atol, p.x, after);
    List<Var> results = new ArrayList<>(after);
    results.addAll(last);
    results.add(norm.ofStep(method, p.h, slopes));
    if (stages == Stages.KEPT) {
      slopes.subList(1, slopes.size()).forEach(results::addAll);
    }
    return b.block(p.all(), results);
  }

  /// Whether an attempt gives its stages.
  public enum Stages {
    DROPPED,
    KEPT
  }

  /// Whether stages are needed inside a step that the attempt does not give.
  public boolean hasExtraStages() {
    return method.extra().size() > extrasFromAttempt();
  }

  /// The slope at the end of the step is the first extra stage of a method that does not compute it
  /// anyway.
  private int extrasFromAttempt() {
    return method.isFirstSameAsLast() ? 0 : 1;
  }

  /// `(t, h, states…, slopes…, stages…, slopes at the end…, environment…)` → further stages, for
  /// dense output alone.
  public Block extraStages() {
    Names names = new Names();
    Builder b = new Builder(names);
    Var t = names.fresh("t", Type.F64);
    Var h = names.fresh("h", Type.F64);
    List<Var> x = system.stateParameters(names, "");
    List<List<Var>> slopes = new ArrayList<>();
    for (int i = 0; i < method.stages() + extrasFromAttempt(); i++) {
      slopes.add(system.stateParameters(names, "_k" + i));
    }
    List<Var> given = slopes.stream().flatMap(List::stream).toList();
    List<Var> environment = system.environmentParameters(names);
    List<Var> results = new ArrayList<>();
    for (int i = extrasFromAttempt(); i < method.extra().size(); i++) {
      List<Double> row = method.extra().get(i);
      List<Var> stage =
          RungeKutta.stage(
              b, row.getFirst(), row.subList(1, row.size()), system, t, h, x, slopes, environment);
      slopes.add(stage);
      results.addAll(stage);
    }
    return b.block(join(List.of(t, h), x, given, environment), results);
  }

  /// `(s, h, states…, slopes…, stages…, slopes at the end…, extra stages…)` → states at `t + s*h`,
  /// with s in 0..1.
  ///
  /// The slopes at the end are a parameter of their own only where they are no stage.
  public Block inside() {
    Names names = new Names();
    Builder b = new Builder(names);
    Var s = names.fresh("s", Type.F64);
    Var h = names.fresh("h", Type.F64);
    List<Var> x = system.stateParameters(names, "");
    List<List<Var>> slopes = new ArrayList<>();
    for (int i = 0; i < method.dense().size(); i++) {
      slopes.add(system.stateParameters(names, "_k" + i));
    }
    List<Var> results = inside(b, method, s, h, x, slopes);
    List<Var> given = slopes.stream().flatMap(List::stream).toList();
    return b.block(join(List.of(s, h), x, given), results);
  }

  /// The states at `t + s*h`, from all slopes that dense output knows.
  static List<Var> inside(
      Builder b, Tableau method, Var s, Var h, List<Var> x, List<List<Var>> slopes) {
    List<Integer> used = new ArrayList<>();
    List<Var> weights = new ArrayList<>();
    for (int i = 0; i < slopes.size(); i++) {
      List<Double> row = method.dense().get(i);
      if (row.stream().anyMatch(c -> c != 0)) {
        used.add(i);
        weights.add(polynomial(b, row, s));
      }
    }
    List<Var> results = new ArrayList<>();
    for (int k = 0; k < x.size(); k++) {
      int state = k;
      List<Var> ofState = used.stream().map(i -> slopes.get(i).get(state)).toList();
      Var sum = SlopeSums.ofVariables(b, weights, ofState);
      results.add(b.fma(SlopeSums.spread(b, h, x.get(k).type()), sum, x.get(k)));
    }
    return results;
  }

  /// `row[0]*s + row[1]*s^2 + …` after Horner.
  private static Var polynomial(Builder b, List<Double> row, Var s) {
    Var sum = b.real(row.getLast(), Elem.F64);
    for (int i = row.size() - 2; i >= 0; i--) {
      sum = b.fma(sum, s, b.real(row.get(i), Elem.F64));
    }
    return b.mul(sum, s);
  }

  private Parameters parameters() {
    Names names = new Names();
    return new Parameters(
        new Builder(names),
        names.fresh("t", Type.F64),
        names.fresh("h", Type.F64),
        system.stateParameters(names, ""),
        system.stateParameters(names, "_k0"),
        names.fresh("rtol", Type.F64),
        names.fresh("atol", Type.F64),
        system.environmentParameters(names));
  }

  private record Parameters(
      Builder b,
      Var t,
      Var h,
      List<Var> x,
      List<Var> k,
      Var rtol,
      Var atol,
      List<Var> environment) {
    List<Var> all() {
      return join(List.of(t, h), x, k, List.of(rtol, atol), environment);
    }
  }
}
