package dev.dyn.compiler.method;

import static dev.dyn.compiler.method.FixedSteps.join;

import dev.dyn.compiler.autodiff.Dual;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.method.StochasticTableau.Correction;
import dev.dyn.compiler.op.ElementaryFunctions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// A step of a stochastic equation, made to be run by `Kernel.iterate`, as [FixedSteps] are: the
/// driver sets the time, the size and the noise before each step.
///
/// ```
/// (states…, t, h, noises…, others…, environment…) → states after the step…
/// ```
///
/// `noises…` is how much each noise grows in the step; `others…` are as many independent numbers of
/// the same law, for methods that need the integral of the noise ([StochasticTableau#needsArea()]),
/// else absent.
public final class DiffusionSteps {
  private final StochasticTableau m;
  private final DiffusionSystem system;
  private final Builder b;
  private final Var t;
  private final Var h;
  private final List<Var> x;
  private final List<Var> growth;
  private final List<Var> others;
  private final List<Var> environment;
  private final List<List<Var>> slopes = new ArrayList<>();
  private final List<List<Optional<Var>>> noise = new ArrayList<>();
  private final List<List<Optional<Var>>> area = new ArrayList<>();

  private DiffusionSteps(StochasticTableau m, DiffusionSystem system) {
    Names names = Names.after(system.drift(), system.diffusion());
    this.m = m;
    this.system = system;
    this.b = new Builder(names);
    this.x = system.flow().stateParameters(names, "");
    this.t = names.fresh("t", Type.F64);
    this.h = names.fresh("h", Type.F64);
    this.growth = system.noiseParameters(names, "");
    this.others = m.needsArea() ? system.noiseParameters(names, "_other") : List.of();
    this.environment = system.flow().environmentParameters(names);
  }

  /// The block of one step.
  public static Block step(StochasticTableau m, DiffusionSystem system) {
    return new DiffusionSteps(m, system).step();
  }

  private Block step() {
    List<Var> areas = m.needsArea() ? areas() : List.of();
    Movement movement = new Movement(b, m.b());
    for (int i = 0; i < m.stages(); i++) {
      List<Var> at = SlopeSums.advance(b, x, h, m.a().get(i), slopes);
      at = plus(at, m.noiseA().get(i), noise);
      at = plus(at, StochasticTableau.row(m.areaA(), i), area);
      slopes.add(system.flow().slopes(b, SlopeSums.timeAt(b, t, h, m.c().get(i)), at, environment));
      movement.add(slopes.getLast());
      Var noiseTime = SlopeSums.timeAt(b, t, h, m.noiseC().get(i));
      noise.add(system.moved(b, noiseTime, at, growth, environment));
      if (m.needsArea()) {
        area.add(system.moved(b, noiseTime, at, areas, environment));
      }
    }
    List<Var> after = plus(movement.from(x, h), m.noiseB(), noise);
    after = plus(after, m.areaB(), area);
    for (int j = 0; m.correction() != Correction.NONE && j < growth.size(); j++) {
      after = corrected(after, j);
    }
    return b.block(join(x, List.of(t, h), growth, others, environment), after);
  }

  /// `∫(W(s) − W(t)) ds / h = (dW + V/sqrt(3))/2`, with V like dW and independent of it (Kloeden &
  /// Platen 1992, (10.4.3)).
  private List<Var> areas() {
    List<Var> areas = new ArrayList<>();
    for (int j = 0; j < growth.size(); j++) {
      Type type = growth.get(j).type();
      Var sum = b.fma(b.fill(1 / Math.sqrt(3), type), others.get(j), growth.get(j));
      areas.add(b.mul(b.fill(0.5, type), sum));
    }
    return areas;
  }

  /// `states + sum(weights[i]*terms[i])`.
  private List<Var> plus(List<Var> states, List<Double> weights, List<List<Optional<Var>>> terms) {
    List<Var> moved = new ArrayList<>();
    for (int s = 0; s < states.size(); s++) {
      Optional<Var> sum = Optional.empty();
      for (int i = 0; i < weights.size(); i++) {
        Optional<Var> term = terms.get(i).get(s);
        if (weights.get(i) != 0 && term.isPresent()) {
          sum = Optional.of(SlopeSums.plus(b, sum, weights.get(i), term.get()));
        }
      }
      Var state = states.get(s);
      moved.add(sum.map(d -> b.add(state, d)).orElse(state));
    }
    return moved;
  }

  /// Adds `(1/2)*g*g'*(dW^2 − h)` for noise j.
  private List<Var> corrected(List<Var> states, int j) {
    List<Optional<Var>> still = Collections.nCopies(states.size(), Optional.empty());
    List<Optional<Var>> factors =
        system.factor(b, j, t, x, still, environment).stream()
            .map(g -> g.map(Dual::value))
            .toList();
    List<Optional<Var>> changes =
        m.correction() == Correction.DERIVATIVE ? derivatives(j, factors) : differences(j, factors);
    List<Var> moved = new ArrayList<>();
    for (int s = 0; s < states.size(); s++) {
      Var state = states.get(s);
      moved.add(
          changes
              .get(s)
              .map(change -> b.fma(change, excess(j, state.type()), state))
              .orElse(state));
    }
    return moved;
  }

  /// `(dW^2 − h)/2` of noise j, for a state of the given type.
  private Var excess(int j, Type like) {
    Var w = growth.get(j);
    Var square = b.fma(w, w, b.neg(SlopeSums.spread(b, h, w.type())));
    Var half = b.mul(b.fill(0.5, w.type()), square);
    return w.type().isScalar() ? SlopeSums.spread(b, half, like) : half;
  }

  /// `g*g'` by automatic differentiation: how g changes where the states move by g.
  private List<Optional<Var>> derivatives(int j, List<Optional<Var>> factors) {
    return system.factor(b, j, t, x, factors, environment).stream()
        .map(g -> g.flatMap(Dual::tangent))
        .toList();
  }

  /// `(g(x + h*f + sqrt(h)*g) − g)/sqrt(h)`.
  private List<Optional<Var>> differences(int j, List<Optional<Var>> factors) {
    Var root = b.call(ElementaryFunctions.SQRT, h);
    List<Var> ahead = SlopeSums.advance(b, x, h, List.of(1.0), slopes);
    List<Var> at = new ArrayList<>();
    for (int s = 0; s < ahead.size(); s++) {
      Var state = ahead.get(s);
      Optional<Var> g = factors.get(s);
      at.add(
          g.map(factor -> b.fma(SlopeSums.spread(b, root, state.type()), factor, state))
              .orElse(state));
    }
    List<Optional<Var>> still = Collections.nCopies(x.size(), Optional.empty());
    List<Optional<Dual>> there = system.factor(b, j, t, at, still, environment);
    List<Optional<Var>> changes = new ArrayList<>();
    for (int s = 0; s < x.size(); s++) {
      if (system.factorChanges(j, s)) {
        Var difference = b.sub(there.get(s).orElseThrow().value(), factors.get(s).orElseThrow());
        changes.add(Optional.of(b.div(difference, SlopeSums.spread(b, root, difference.type()))));
      } else {
        changes.add(Optional.empty());
      }
    }
    return changes;
  }
}
