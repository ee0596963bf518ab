package dev.dyn.compiler.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.eval.Regions;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.ir.Verifier;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.testing.RandomBlocks;
import dev.dyn.compiler.testing.RandomValues;
import dev.dyn.compiler.testing.Recipe;
import dev.dyn.compiler.testing.Tensors;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Derivatives of random programs agree with differences and with each other.
class DerivativesTest {
  private static final double BY_DIFFERENCES = 1e-7;
  private static final double BY_RULES = 1e-10;
  private static final Recipe SMOOTH = new Recipe(Elem.F64, 10, false, false, true, true, true);

  private final Evaluator evaluator = new Evaluator(Regions.NONE);
  private final Names names = new Names(1_000_000);

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  /// A random program with arguments, directions and weights.
  private final class Case {
    final Block block;
    final List<Boolean> active;
    final List<Tensor> x;
    final List<Tensor> v;
    final List<Tensor> w;

    Case(int seed, Recipe recipe) {
      this(new RandomBlocks(seed, recipe), new SplittableRandom(seed));
    }

    private Case(RandomBlocks random, SplittableRandom more) {
      Block made = random.block();
      List<Var> reals = made.results().stream().filter(r -> r.type().elem() == Elem.F64).toList();
      block = new Block(made.parameters(), made.lets(), reals);
      x = random.arguments(block);
      active = block.parameters().stream().map(p -> p.type().elem() == Elem.F64).toList();
      v =
          block.parameters().stream()
              .filter(p -> p.type().elem() == Elem.F64)
              .map(p -> RandomValues.tensor(more, Elem.F64, p.type().shape()))
              .toList();
      w =
          block.results().stream()
              .map(r -> RandomValues.tensor(more, Elem.F64, r.type().shape()))
              .toList();
    }

    List<Tensor> forward() {
      List<Tensor> all = run(Forward.jvp(block, active, names), joined(x, v));
      return all.subList(w.size(), all.size());
    }

    List<Tensor> reverse() {
      List<Tensor> all = run(Reverse.vjp(block, active, names), joined(x, w));
      return all.subList(w.size(), all.size());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void tangentsAgreeWithDifferences(int seed) {
    Case c = new Case(seed, SMOOTH);
    agree(new Differences().along(c.block, c.x, c.active, c.v), c.forward(), BY_DIFFERENCES);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void tangentsAndCotangentsAreAdjoint(int seed) {
    for (Recipe recipe : List.of(SMOOTH, Recipe.ALL)) {
      Case c = new Case(seed, recipe);
      List<Tensor> tangents = c.forward();
      List<Tensor> cotangents = c.reverse();
      double forward = dot(c.w, tangents);
      double reverse = dot(cotangents, c.v);
      if (tangents.stream().allMatch(Tensors::isFinite)) {
        double scale = size(c.w, tangents) + size(cotangents, c.v) + 1;
        assertTrue(Math.abs(forward - reverse) <= BY_RULES * scale, forward + " and " + reverse);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void tangentsOfTangentsAgreeWithDifferences(int seed) {
    Case c = new Case(seed, SMOOTH);
    Block first = Forward.jvp(c.block, c.active, names);
    List<Boolean> both = new ArrayList<>(c.active);
    c.v.forEach(_ -> both.add(false));
    Block second = Forward.jvp(first, both, names);
    List<Tensor> arguments = joined(c.x, c.v);
    List<Tensor> all = run(second, joined(arguments, c.v));
    int n = first.results().size();
    agree(
        new Differences().along(first, arguments, both, c.v),
        all.subList(n, all.size()),
        BY_DIFFERENCES);
  }

  /// The gradient differentiated in reverse gives what it gives with tangents.
  @ParameterizedTest
  @MethodSource("seeds")
  void gradientsInReverseOfGradientsAgreeWithTheirTangents(int seed) {
    Case c = new Case(seed, SMOOTH);
    Block gradient = Reverse.vjp(c.block, c.active, names);
    List<Boolean> both = new ArrayList<>(c.active);
    c.w.forEach(_ -> both.add(false));
    List<Tensor> at = joined(c.x, c.w);
    int n = gradient.results().size();
    int values = c.w.size();
    List<Tensor> byTangents = run(Forward.jvp(gradient, both, names), joined(at, c.v));
    List<Tensor> seeds = new ArrayList<>();
    c.w.forEach(t -> seeds.add(Tensor.zeros(Elem.F64, t.shape())));
    seeds.addAll(c.v);
    List<Tensor> inReverse = run(Reverse.vjp(gradient, both, names), joined(at, seeds));
    agree(
        byTangents.subList(n + values, 2 * n), inReverse.subList(n, n + c.v.size()), BY_RULES * 10);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void gradientJacobianAndHessianAgree(int seed) {
    Case c = new Case(seed, new Recipe(Elem.F64, 6, false, false, true, false, true));
    int size = c.x.getFirst().size();
    if (size > 60) {
      return; // the full second derivative would be slow in the evaluator
    }
    Block scalar = scalar(c.block);
    Tensor gradient = run(Derivatives.grad(scalar, 0, names), c.x).getFirst();
    Tensor v = c.v.getFirst();
    List<Boolean> first = IntStream.range(0, c.x.size()).mapToObj(k -> k == 0).toList();
    List<Tensor> change = new Differences().along(scalar, c.x, first, List.of(v));
    near(change.getFirst().scalar(), Tensors.dot(gradient, v), BY_DIFFERENCES);

    List<Tensor> forward = run(Derivatives.jacobianForward(c.block, 0, names), c.x);
    agree(forward, run(Derivatives.jacobianInReverse(c.block, 0, names), c.x), BY_RULES);
    agree(forward, run(Derivatives.jacobian(c.block, 0, names), c.x), BY_RULES);
    List<Tensor> directional = new Differences().along(c.block, c.x, first, List.of(v));
    for (int k = 0; k < forward.size(); k++) {
      agree(directional.get(k), times(forward.get(k), v), BY_DIFFERENCES);
    }

    Tensor hessian = run(Derivatives.hessian(scalar, 0, names), c.x).getFirst();
    Block grad = Derivatives.grad(scalar, 0, names);
    List<Tensor> bySlope = new Differences().along(grad, c.x, first, List.of(v));
    agree(bySlope.getFirst(), times(hessian, v), BY_DIFFERENCES);
    agree(hessian, run(Derivatives.jacobianInReverse(grad, 0, names), c.x).getFirst(), BY_RULES);
  }

  /// The sum of all results.
  private Block scalar(Block block) {
    Builder b = new Builder(names);
    List<Var> parameters = block.parameters().stream().map(names::freshLike).toList();
    Var sum =
        Blocks.inline(block, parameters, b).stream()
            .map(r -> b.reduceAll(ReduceFn.SUM, r))
            .reduce(b::add)
            .orElseThrow();
    return b.block(parameters, List.of(sum));
  }

  private List<Tensor> run(Block block, List<Tensor> arguments) {
    assertEquals(List.of(), Verifier.problems(block));
    return evaluator.run(block, arguments);
  }

  /// A derivative `[out…, in…]` times a direction `[in…]`: `[out…]`, flat.
  private static Tensor times(Tensor jacobian, Tensor v) {
    int rows = jacobian.size() / v.size();
    double[] product = new double[rows];
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < v.size(); k++) {
        product[row] += jacobian.realAt(row * v.size() + k) * v.realAt(k);
      }
    }
    return Tensor.vector(product);
  }

  private static void agree(List<Tensor> expected, List<Tensor> actual, double tolerance) {
    assertEquals(expected.size(), actual.size());
    for (int k = 0; k < expected.size(); k++) {
      agree(expected.get(k), actual.get(k), tolerance);
    }
  }

  private static void agree(Tensor expected, Tensor actual, double tolerance) {
    assertEquals(expected.size(), actual.size());
    double scale = 1 + Tensors.largest(expected);
    for (int k = 0; k < expected.size(); k++) {
      double error = Math.abs(expected.realAt(k) - actual.realAt(k));
      assertTrue(
          error <= tolerance * scale,
          "entry " + k + " is " + actual.realAt(k) + " instead of " + expected.realAt(k));
    }
  }

  private static void near(double expected, double actual, double tolerance) {
    assertEquals(expected, actual, tolerance * (1 + Math.abs(expected)));
  }

  private static double dot(List<Tensor> a, List<Tensor> b) {
    return IntStream.range(0, a.size()).mapToDouble(k -> Tensors.dot(a.get(k), b.get(k))).sum();
  }

  private static double size(List<Tensor> a, List<Tensor> b) {
    return IntStream.range(0, a.size())
        .mapToDouble(k -> a.get(k).size() * Tensors.largest(a.get(k)) * Tensors.largest(b.get(k)))
        .sum();
  }

  private static List<Tensor> joined(List<Tensor> a, List<Tensor> b) {
    List<Tensor> all = new ArrayList<>(a);
    all.addAll(b);
    return Collections.unmodifiableList(all);
  }
}
