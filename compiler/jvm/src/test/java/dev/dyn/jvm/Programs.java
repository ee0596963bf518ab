package dev.dyn.jvm;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ElementaryFunctions;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;

/// Blocks of known models, for tests and measurements.
final class Programs {
  private Programs() {}

  /// One step of the classical Runge–Kutta method for the Lorenz system, `(x, y, z, h) → (x, y,
  /// z)`.
  static Block lorenzRk4(Elem elem) {
    Names names = new Names();
    Builder b = new Builder(names);
    Type real = Type.scalar(elem);
    List<Var> s = List.of(names.fresh("x", real), names.fresh("y", real), names.fresh("z", real));
    Var h = names.fresh("h", real);
    Var half = b.mul(h, b.real(0.5, elem));
    List<Var> k1 = lorenz(b, s);
    List<Var> k2 = lorenz(b, along(b, s, half, k1));
    List<Var> k3 = lorenz(b, along(b, s, half, k2));
    List<Var> k4 = lorenz(b, along(b, s, h, k3));
    Var sixth = b.div(h, b.real(6, elem));
    Var two = b.real(2, elem);
    List<Var> next = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Var sum = b.fma(two, b.add(k2.get(i), k3.get(i)), b.add(k1.get(i), k4.get(i)));
      next.add(b.fma(sixth, sum, s.get(i)));
    }
    return b.block(List.of(s.get(0), s.get(1), s.get(2), h), next);
  }

  /// The Lorenz system as a field, `(t, x, y, z) → slopes`.
  static Block lorenzField() {
    Names names = new Names();
    Builder b = new Builder(names);
    Var t = names.fresh("t", Type.F64);
    List<Var> s =
        List.of(names.fresh("x", Type.F64), names.fresh("y", Type.F64), names.fresh("z", Type.F64));
    return b.block(List.of(t, s.get(0), s.get(1), s.get(2)), lorenz(b, s));
  }

  /// The Lorenz system with three tangent vectors, `(t, x, y, z, dx [3], dy [3], dz [3]) → slopes`.
  static Block lorenzTangents() {
    Names names = new Names();
    Builder b = new Builder(names);
    List<Var> p = new ArrayList<>(List.of(names.fresh("t", Type.F64)));
    List<Dim> three = List.of(Dim.of(3));
    for (String name : List.of("x", "y", "z")) {
      p.add(names.fresh(name, Type.F64));
    }
    for (String name : List.of("dx", "dy", "dz")) {
      p.add(names.fresh(name, Type.F64.withDims(three)));
    }
    List<Var> slopes = new ArrayList<>(lorenz(b, p.subList(1, 4)));
    Var x = b.broadcast(p.get(1), three, List.of());
    Var y = b.broadcast(p.get(2), three, List.of());
    Var z = b.broadcast(p.get(3), three, List.of());
    Var dx = p.get(4);
    Var dy = p.get(5);
    Var dz = p.get(6);
    slopes.add(b.mul(b.fill(10, dx.type()), b.sub(dy, dx)));
    slopes.add(b.sub(b.sub(b.mul(dx, b.sub(b.fill(28, dx.type()), z)), b.mul(x, dz)), dy));
    slopes.add(b.sub(b.add(b.mul(dx, y), b.mul(x, dy)), b.mul(b.fill(8.0 / 3, dx.type()), dz)));
    return b.block(p, slopes);
  }

  private static List<Var> along(Builder b, List<Var> s, Var h, List<Var> k) {
    List<Var> moved = new ArrayList<>();
    for (int i = 0; i < s.size(); i++) {
      moved.add(b.fma(h, k.get(i), s.get(i)));
    }
    return moved;
  }

  private static List<Var> lorenz(Builder b, List<Var> s) {
    Elem elem = s.getFirst().type().elem();
    Var dx = b.mul(b.real(10, elem), b.sub(s.get(1), s.get(0)));
    Var dy = b.sub(b.mul(s.get(0), b.sub(b.real(28, elem), s.get(2))), s.get(1));
    Var dz = b.sub(b.mul(s.get(0), s.get(1)), b.mul(b.real(8.0 / 3, elem), s.get(2)));
    return List.of(dx, dy, dz);
  }

  /// The right-hand side of the Kuramoto model, `(theta [n], omega [n], k) → [n]`, with every pair
  /// of oscillators.
  static Block kuramoto(int n, ScalarFn sine) {
    Names names = new Names();
    Builder b = new Builder(names);
    Dim size = Dim.of(n);
    Type vector = Type.F64.under(size);
    Var theta = names.fresh("theta", vector);
    Var omega = names.fresh("omega", vector);
    Var coupling = names.fresh("k", Type.F64);
    List<Dim> pairs = List.of(size, size);
    Var difference =
        b.sub(b.broadcast(theta, pairs, List.of(1)), b.broadcast(theta, pairs, List.of(0)));
    Var pull = b.reduce(ReduceFn.SUM, b.call(sine, difference), List.of(1));
    Var strength = b.broadcast(b.div(coupling, b.real(n, Elem.F64)), List.of(size), List.of());
    return b.block(List.of(theta, omega, coupling), List.of(b.fma(strength, pull, omega)));
  }

  /// `n` neighbours in a ring that pull at each other, one number each: `(x [n], h) → x + h*(sin of
  /// differences)`.
  static Block ring(int n) {
    Names names = new Names();
    Builder b = new Builder(names);
    Var x = names.fresh("x", Type.F64.under(Dim.of(n)));
    Var h = names.fresh("h", Type.F64);
    Dim rest = Dim.of(n - 1);
    Var left =
        b.concat(List.of(b.slice(x, 0, rest, Dim.ONE, 1), b.slice(x, 0, Dim.ZERO, rest, 1)), 0);
    Var pull = b.call(ElementaryFunctions.SIN, b.sub(left, x));
    Var push = b.call(ElementaryFunctions.EXP, b.neg(b.mul(x, left)));
    Var mean = b.div(b.reduceAll(ReduceFn.SUM, push), b.real(n, Elem.F64));
    Var field = b.add(b.mul(pull, push), b.broadcast(mean, x.type().dims(), List.of()));
    Var step = b.broadcast(h, x.type().dims(), List.of());
    return b.block(List.of(x, h), List.of(b.fma(step, field, x)));
  }
}
