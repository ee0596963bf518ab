package dev.dyn.compiler.testing;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Method;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.TimeGrid;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.method.Tableau;
import dev.dyn.compiler.op.ElementaryFunctions;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// Small systems for tests, each as a block `(initial state [3], parameter) → (states over time,
/// output over time)`.
public final class Systems {
  /// The midpoint rule.
  public static final Tableau MIDPOINT =
      new Tableau(
          "midpoint",
          2,
          0,
          List.of(0.0, 0.5),
          List.of(List.of(), List.of(0.5)),
          List.of(0.0, 1.0),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          "Runge 1895");

  /// The method of Kutta 1901.
  private static final Tableau CLASSICAL =
      new Tableau(
          "rk4",
          4,
          0,
          List.of(0.0, 0.5, 0.5, 1.0),
          List.of(List.of(), List.of(0.5), List.of(0.0, 0.5), List.of(0.0, 0.0, 1.0)),
          List.of(1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          "Kutta 1901");

  private static final Type NINE = new Type(Elem.F64, List.of(Dim.of(9)));
  private static final Type SQUARE = new Type(Elem.F64, List.of(Dim.of(9), Dim.of(9)));
  private static final Type STATE = new Type(Elem.F64, List.of(Dim.of(3)));

  private Systems() {}

  /// `next x = sin(k*x) + n*x/8`, output `sum(x*x)*k`, where n is the number of the step.
  public static Block map(Names names, int steps, int discard) {
    Builder b = new Builder(names);
    Var x = names.fresh("x", STATE);
    Var k = names.fresh("k", Type.F64);
    Region region =
        new Region.SimulateMap(
            right(names, Type.I64),
            output(names, Type.I64),
            Dim.of(steps),
            b.integer(discard),
            List.of(x),
            List.of(k),
            Optional.empty());
    return b.block(List.of(x, k), b.emitAll("run", region));
  }

  /// `x' = sin(k*x) + t*x/8` from 0 to 1, with the same output; results: state and output.
  public static Block flow(Names names) {
    Builder b = new Builder(names);
    Var x = names.fresh("x", STATE);
    Var k = names.fresh("k", Type.F64);
    TimeGrid grid =
        new TimeGrid.Every(
            b.real(0, Elem.F64), b.real(1, Elem.F64), b.real(0.25, Elem.F64), Dim.of(5));
    Region region =
        new Region.SimulateFlow(
            right(names, Type.F64),
            output(names, Type.F64),
            new Method.Fixed(MIDPOINT, b.real(0.125, Elem.F64)),
            grid,
            List.of(x),
            List.of(k),
            Optional.empty());
    return b.block(List.of(x, k), b.emitAll("run", region).subList(1, 3));
  }

  private static Block right(Names names, Type time) {
    Builder b = new Builder(names);
    Var t = names.fresh("t", time);
    Var x = names.fresh("x", STATE);
    Var k = names.fresh("k", Type.F64);
    Var wide = b.broadcast(k, STATE.dims(), List.of());
    Var drift =
        b.broadcast(
            b.mul(b.convert(t, Elem.F64), b.real(0.125, Elem.F64)), STATE.dims(), List.of());
    Var turned = b.call(ElementaryFunctions.SIN, b.mul(wide, x));
    return b.block(List.of(t, x, k), List.of(b.fma(drift, x, turned)));
  }

  private static Block output(Names names, Type time) {
    Builder b = new Builder(names);
    Var t = names.fresh("t", time);
    Var x = names.fresh("x", STATE);
    Var k = names.fresh("k", Type.F64);
    Var square = b.reduceAll(ReduceFn.SUM, b.mul(x, x));
    Var scale = b.call(ElementaryFunctions.EXP, k);
    return b.block(List.of(t, x, k), List.of(b.mul(square, scale)));
  }

  /// `x' = tanh(W x) - x*exp(-t)` for 9 states from 0 to 1, output `sum(W x)`; a block `(x [9], W
  /// [9, 9]) → (states, output)` over time, with many small steps of the classical method.
  ///
  /// @param saved at `every` quarter, or `at` times of which the first is after the start
  public static Block network(Names names, boolean every) {
    Builder b = new Builder(names);
    Var x = names.fresh("x", NINE);
    Var weights = names.fresh("W", SQUARE);
    Var start = b.real(0, Elem.F64);
    TimeGrid grid =
        every
            ? new TimeGrid.Every(start, b.real(1, Elem.F64), b.real(0.25, Elem.F64), Dim.of(5))
            : new TimeGrid.At(start, b.constant(Tensor.vector(0.3, 0.8, 1.0)), Dim.of(3));
    Region region =
        new Region.SimulateFlow(
            network(names, Systems::neurons),
            network(names, (c, _, y, w) -> c.reduceAll(ReduceFn.SUM, c.contract(w, y, 0, 1))),
            new Method.Fixed(CLASSICAL, b.real(1.0 / 64, Elem.F64)),
            grid,
            List.of(x),
            List.of(weights),
            Optional.empty());
    return b.block(List.of(x, weights), b.emitAll("run", region).subList(1, 3));
  }

  private static Var neurons(Builder b, Var t, Var x, Var weights) {
    Var decay = b.call(ElementaryFunctions.EXP, b.neg(t));
    Var lost = b.mul(x, b.broadcast(decay, NINE.dims(), List.of()));
    return b.sub(b.call(ElementaryFunctions.TANH, b.contract(weights, x, 0, 1)), lost);
  }

  @FunctionalInterface
  private interface Law {
    Var of(Builder b, Var t, Var x, Var weights);
  }

  private static Block network(Names names, Law law) {
    Builder b = new Builder(names);
    Var t = names.fresh("t", Type.F64);
    Var x = names.fresh("x", NINE);
    Var weights = names.fresh("W", SQUARE);
    return b.block(List.of(t, x, weights), List.of(law.of(b, t, x, weights)));
  }

  /// An initial state and a parameter.
  public static List<Tensor> arguments() {
    return List.of(Tensor.vector(0.3, -0.7, 1.1), Tensor.of(1.3));
  }
}
