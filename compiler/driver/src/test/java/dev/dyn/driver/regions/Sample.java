package dev.dyn.driver.regions;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ElementaryFunctions;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A system written in IR by hand, with a state to start from and an environment: what the front
/// end would make.
///
/// @param right takes `(t or n, states…, environment…)` and gives slopes, or for maps the next
///   states
record Sample(Block right, List<Tensor> states, List<Tensor> environment) {

  /// Writes the lines of a right-hand side.
  @FunctionalInterface
  interface Lines {
    List<Var> write(Builder b, Var clock, List<Var> states, List<Var> environment);
  }

  static Sample of(Type clock, List<Tensor> states, List<Tensor> environment, Lines lines) {
    return new Sample(block(clock, types(states), types(environment), lines), states, environment);
  }

  static Block block(Type clock, List<Type> states, List<Type> environment, Lines lines) {
    Names names = new Names();
    Builder b = new Builder(names);
    Var t = names.fresh("t", clock);
    List<Var> x = new ArrayList<>();
    for (int k = 0; k < states.size(); k++) {
      x.add(names.fresh("x" + k, states.get(k)));
    }
    List<Var> p = environment.stream().map(type -> names.fresh("p", type)).toList();
    List<Var> results = lines.write(b, t, x, p);
    List<Var> parameters = new ArrayList<>();
    parameters.add(t);
    parameters.addAll(x);
    parameters.addAll(p);
    return b.block(parameters, results);
  }

  static List<Type> types(List<Tensor> values) {
    return values.stream().map(Sample::type).toList();
  }

  static Type type(Tensor value) {
    List<Dim> dims = new ArrayList<>();
    for (int extent : value.shape().extents()) {
      dims.add(Dim.of(extent));
    }
    return new Type(value.elem(), dims);
  }

  /// x' = −2*t*x², x(0) = 1: x = 1/(1 + t²). Depends on time, so that wrong stage times show.
  static Sample bell(Elem elem) {
    Tensor one = elem == Elem.F32 ? Tensor.of(1f) : Tensor.of(1.0);
    return of(
        Type.scalar(elem),
        List.of(one),
        List.of(),
        (b, t, x, _) -> {
          Var square = b.mul(x.getFirst(), x.getFirst());
          return List.of(b.mul(b.mul(b.fill(-2, t.type()), t), square));
        });
  }

  /// x' = −x²*cos(t + phase)/2, started so that x = 1/(1 + sin(t + phase)/2).
  static Sample breathing(double phase) {
    return of(
        Type.F64,
        List.of(Tensor.of(1 / (1 + 0.5 * Math.sin(phase)))),
        List.of(Tensor.of(phase)),
        (b, t, x, p) -> {
          Var square = b.mul(x.getFirst(), x.getFirst());
          Var angle = b.add(t, p.getFirst());
          Var rate = b.mul(b.fill(-0.5, Type.F64), b.call(ElementaryFunctions.COS, angle));
          return List.of(b.mul(square, rate));
        });
  }

  /// u' = v, v' = −u for vectors of length `n`: cos(t + phase).
  static Sample oscillators(int n) {
    double[] u = new double[n];
    double[] v = new double[n];
    for (int k = 0; k < n; k++) {
      u[k] = Math.cos(0.1 * k);
      v[k] = -Math.sin(0.1 * k);
    }
    return of(
        Type.F64,
        List.of(Tensor.vector(u), Tensor.vector(v)),
        List.of(),
        (b, _, x, _) -> List.of(x.get(1), b.neg(x.get(0))));
  }

  static Sample lorenz(double x, double y, double z) {
    return of(
        Type.F64,
        List.of(Tensor.of(x), Tensor.of(y), Tensor.of(z)),
        List.of(Tensor.of(10.0), Tensor.of(28.0), Tensor.of(8.0 / 3)),
        Sample::lorenzSlopes);
  }

  private static List<Var> lorenzSlopes(Builder b, Var t, List<Var> s, List<Var> p) {
    Var x = s.get(0);
    Var y = s.get(1);
    Var z = s.get(2);
    return List.of(
        b.mul(p.get(0), b.sub(y, x)),
        b.sub(b.mul(x, b.sub(p.get(1), z)), y),
        b.sub(b.mul(x, y), b.mul(p.get(2), z)));
  }

  /// Lorenz with `count` tangent vectors, whose slopes are the Jacobian times the vectors.
  static Sample lorenzWithTangents(int count) {
    Sample plain = lorenz(1, 1, 1);
    List<Type> types = new ArrayList<>(types(plain.states));
    Type vectors = Type.F64.under(Dim.of(count));
    types.addAll(List.of(vectors, vectors, vectors));
    Block right =
        block(
            Type.F64,
            types,
            types(plain.environment),
            (b, t, s, p) -> {
              List<Var> slopes = new ArrayList<>(lorenzSlopes(b, t, s.subList(0, 3), p));
              List<Dim> dims = vectors.dims();
              Var x = b.broadcast(s.get(0), dims, List.of());
              Var y = b.broadcast(s.get(1), dims, List.of());
              Var z = b.broadcast(s.get(2), dims, List.of());
              Var sigma = b.broadcast(p.get(0), dims, List.of());
              Var rho = b.broadcast(p.get(1), dims, List.of());
              Var beta = b.broadcast(p.get(2), dims, List.of());
              Var dx = s.get(3);
              Var dy = s.get(4);
              Var dz = s.get(5);
              slopes.add(b.mul(sigma, b.sub(dy, dx)));
              slopes.add(b.sub(b.sub(b.mul(b.sub(rho, z), dx), b.mul(x, dz)), dy));
              slopes.add(b.sub(b.add(b.mul(y, dx), b.mul(x, dy)), b.mul(beta, dz)));
              return slopes;
            });
    return new Sample(right, plain.states, plain.environment);
  }

  /// x' = A x with vectors moved by A too.
  static Sample linearFlow(double[][] a, int count) {
    int n = a.length;
    double[] entries = Arrays.stream(a).flatMapToDouble(Arrays::stream).toArray();
    Tensor matrix = new Tensor.F64(new Shape(n, n), entries);
    double[] ones = new double[n];
    Arrays.fill(ones, 1e-3);
    Type state = Type.F64.under(Dim.of(n));
    Block right =
        block(
            Type.F64,
            List.of(state, state.under(Dim.of(count))),
            List.of(type(matrix)),
            (b, _, s, p) ->
                List.of(
                    b.contract(p.getFirst(), s.get(0), 0, 1),
                    b.contract(s.get(1), b.transpose(p.getFirst(), List.of(1, 0)), 0, 1)));
    return new Sample(right, List.of(Tensor.vector(ones)), List.of(matrix));
  }

  /// The logistic map x → r*x*(1 − x).
  static Sample logistic(double x, double r) {
    return of(
        Type.I64,
        List.of(Tensor.of(x)),
        List.of(Tensor.of(r)),
        (b, _, s, p) -> {
          Var one = b.fill(1, Type.F64);
          Var y = s.getFirst();
          return List.of(b.mul(b.mul(p.getFirst(), y), b.sub(one, y)));
        });
  }

  static Sample logisticWithTangent(double x, double r) {
    Block right =
        block(
            Type.I64,
            List.of(Type.F64, Type.F64.under(Dim.ONE)),
            List.of(Type.F64),
            (b, _, s, p) -> {
              Var one = b.fill(1, Type.F64);
              Var y = s.getFirst();
              Var next = b.mul(b.mul(p.getFirst(), y), b.sub(one, y));
              Var slope = b.mul(p.getFirst(), b.sub(one, b.add(y, y)));
              return List.of(
                  next, b.mul(b.broadcast(slope, List.of(Dim.ONE), List.of()), s.get(1)));
            });
    return new Sample(right, List.of(Tensor.of(x)), List.of(Tensor.of(r)));
  }
}
