package dev.dyn.compiler.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.eval.Regions;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ArrayFn;
import dev.dyn.compiler.op.ComposedFunctions;
import dev.dyn.compiler.op.Distribution;
import dev.dyn.compiler.op.Functions;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.op.ScalarFn.Meaning;
import dev.dyn.compiler.op.ScalarFn.Partials;
import dev.dyn.compiler.op.ScalarFn.Rule;
import dev.dyn.compiler.testing.RandomValues;
import dev.dyn.compiler.testing.Tensors;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every row either differentiates, and rightly, or says that it does not.
class RowDerivativesTest {
  private static final Type VECTOR = new Type(Elem.F64, List.of(Dim.of(5)));

  private final Names names = new Names();
  private final Evaluator evaluator = new Evaluator(Regions.NONE);

  /// All but the one whose derivative is not that of its value.
  static Stream<ScalarFn> scalars() {
    return Functions.scalars().stream()
        .filter(row -> row != ComposedFunctions.STOP_GRADIENT)
        .filter(row -> row.rule() == Rule.REAL || row.rule() == Rule.NUMBER);
  }

  @ParameterizedTest
  @MethodSource("scalars")
  void functionOfNumbers(ScalarFn row) {
    Builder b = new Builder(names);
    List<Var> x = IntStream.range(0, row.arity()).mapToObj(_ -> names.fresh("x", VECTOR)).toList();
    Block block = b.block(x, List.of(b.call(row, x.toArray(Var[]::new))));
    // plus 2: a seed that draws no argument at a step, where differences see the jump
    SplittableRandom random = new SplittableRandom(row.name().hashCode() + 2);
    List<Tensor> arguments = new ArrayList<>();
    for (int k = 0; k < row.arity(); k++) {
      double from = row.domain().from();
      double to = row.domain().to();
      arguments.add(RandomValues.between(random, Elem.F64, new Shape(5), from, to));
    }
    boolean unknown =
        row.partials() instanceof Partials.Unknown && !(row.meaning() instanceof Meaning.Expansion);
    if (unknown) {
      NotDifferentiable failure =
          assertThrows(NotDifferentiable.class, () -> check(block, arguments, random));
      assertEquals(row.name(), failure.functionName());
    } else {
      check(block, arguments, random);
    }
  }

  static Stream<ArrayFn> arrays() {
    return Functions.arrays().stream().filter(ArrayFn::isDifferentiable);
  }

  /// On a batch of matrices, or vectors where a function takes them.
  @ParameterizedTest
  @MethodSource("arrays")
  void functionOfArrays(ArrayFn row) {
    SplittableRandom random = new SplittableRandom(3);
    Type matrix = new Type(Elem.F64, List.of(Dim.of(2), Dim.of(3), Dim.of(3)));
    Type vector = new Type(Elem.F64, List.of(Dim.of(2), Dim.of(3)));
    List<List<Type>> signatures =
        switch (row.name()) {
          case "sort", "argsort", "cumsum" -> List.of(List.of(vector));
          case "linsolve" -> List.of(List.of(matrix, vector), List.of(matrix, matrix));
          default -> List.of(List.of(matrix));
        };
    for (List<Type> signature : signatures) {
      List<Var> x = signature.stream().map(type -> names.fresh("x", type)).toList();
      Builder b = new Builder(names);
      List<Var> y = b.emitAll("y", new Op.ArrayCall(row, x, 1));
      List<Var> reals = y.stream().filter(v -> v.type().elem().isReal()).toList();
      List<Tensor> arguments =
          x.stream().map(v -> v.type().rank() == 3 ? definite(random) : vectors(random)).toList();
      if (!reals.isEmpty()) {
        check(b.block(x, reals), arguments, random);
      }
    }
  }

  /// Two symmetric positive definite matrices, which all functions of matrices take.
  private static Tensor definite(SplittableRandom random) {
    double[] values = new double[18];
    for (int m = 0; m < 2; m++) {
      double[] a = random.doubles(9, -1, 1).toArray();
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          values[9 * m + 3 * i + j] = i == j ? 1 + i : 0;
          for (int k = 0; k < 3; k++) {
            values[9 * m + 3 * i + j] += a[3 * i + k] * a[3 * j + k];
          }
        }
      }
    }
    return new Tensor.F64(new Shape(2, 3, 3), values);
  }

  private static Tensor vectors(SplittableRandom random) {
    return RandomValues.tensor(random, Elem.F64, new Shape(2, 3));
  }

  @ParameterizedTest
  @EnumSource(Distribution.class)
  void draws(Distribution law) {
    if (law.isDiscrete()) {
      return; // ints have no derivatives; see EdgesTest
    }
    Builder b = new Builder(names);
    List<Var> p =
        IntStream.range(0, law.parameters()).mapToObj(_ -> names.fresh("p", VECTOR)).toList();
    Op op = new Op.Draw(law, b.integer(17), p, VECTOR.dims(), Elem.F64);
    Block block = b.block(p, List.of(b.emit("y", op)));
    SplittableRandom random = new SplittableRandom(law.ordinal());
    List<Tensor> arguments =
        p.stream().map(_ -> RandomValues.between(random, Elem.F64, new Shape(5), 0.5, 2)).toList();
    switch (law) {
      case UNIFORM, NORMAL, LOGNORMAL, CAUCHY, EXPONENTIAL -> check(block, arguments, random);
      case GAMMA, BETA, STUDENT_T, POISSON, BERNOULLI, UNIFORM_INT ->
          assertEquals(
              law.label(),
              assertThrows(NotDifferentiable.class, () -> check(block, arguments, random))
                  .functionName());
    }
  }

  private void check(Block block, List<Tensor> x, SplittableRandom random) {
    List<Boolean> active = Collections.nCopies(x.size(), true);
    List<Tensor> v =
        x.stream().map(t -> symmetric(RandomValues.tensor(random, Elem.F64, t.shape()))).toList();
    List<Tensor> w =
        block.results().stream()
            .map(r -> RandomValues.tensor(random, Elem.F64, r.type().shape()))
            .toList();
    int n = w.size();
    List<Tensor> tangents =
        evaluator.run(Forward.jvp(block, active, names), joined(x, v)).subList(n, 2 * n);
    List<Tensor> expected = new Differences().along(block, x, active, v);
    double forward = 0;
    double scale = 1;
    for (int k = 0; k < n; k++) {
      double distance = Tensors.largest(Tensors.plus(expected.get(k), -1, tangents.get(k)));
      assertTrue(distance <= 1e-7 * (1 + Tensors.largest(expected.get(k))), "off by " + distance);
      forward += Tensors.dot(w.get(k), tangents.get(k));
      scale += Tensors.largest(tangents.get(k)) * w.get(k).size();
    }
    List<Tensor> all = evaluator.run(Reverse.vjp(block, active, names), joined(x, w));
    double reverse = 0;
    for (int k = 0; k < v.size(); k++) {
      reverse += Tensors.dot(all.get(n + k), v.get(k));
    }
    assertEquals(forward, reverse, 1e-10 * scale);
    secondDerivativesAgree(block, active, x, v, w);
  }

  /// The gradient differentiated in reverse gives what it gives with tangents: second derivatives
  /// are symmetric.
  private void secondDerivativesAgree(
      Block block, List<Boolean> active, List<Tensor> x, List<Tensor> v, List<Tensor> w) {
    Block gradient = Reverse.vjp(block, active, names);
    List<Boolean> both = new ArrayList<>(active);
    w.forEach(_ -> both.add(false));
    List<Tensor> at = joined(x, w);
    int n = gradient.results().size();
    List<Tensor> byTangents =
        evaluator
            .run(Forward.jvp(gradient, both, names), joined(at, v))
            .subList(n + w.size(), 2 * n);
    List<Tensor> seeds = new ArrayList<>();
    w.forEach(t -> seeds.add(Tensor.zeros(Elem.F64, t.shape())));
    seeds.addAll(v);
    List<Tensor> inReverse =
        evaluator
            .run(Reverse.vjp(gradient, both, names), joined(at, seeds))
            .subList(n, n + v.size());
    for (int k = 0; k < v.size(); k++) {
      double distance = Tensors.largest(Tensors.plus(byTangents.get(k), -1, inReverse.get(k)));
      double size = 1 + Tensors.largest(byTangents.get(k));
      assertTrue(distance <= 1e-9 * size, "second derivatives are off by " + distance);
    }
  }

  /// Changes of symmetric matrices are symmetric; other tensors stay as they are.
  private static Tensor symmetric(Tensor v) {
    if (v.shape().rank() != 3) {
      return v;
    }
    double[] values = new double[v.size()];
    for (int k = 0; k < values.length; k++) {
      int mirrored = k / 9 * 9 + k % 3 * 3 + k / 3 % 3;
      values[k] = (v.realAt(k) + v.realAt(mirrored)) / 2;
    }
    return new Tensor.F64(v.shape(), values);
  }

  private static List<Tensor> joined(List<Tensor> a, List<Tensor> b) {
    List<Tensor> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }
}
