package dev.dyn.compiler.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import dev.dyn.compiler.ir.Verifier;
import dev.dyn.compiler.testing.RandomValues;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArrayRowsTest {
  private static final Evaluator EVALUATOR = new Evaluator(Regions.NONE);
  private static final int N = 4;

  static Stream<ArrayFn> differentiable() {
    return Functions.arrays().stream()
        .filter(ArrayFn::isDifferentiable)
        .filter(fn -> fn != ArrayFunctions.ARGSORT);
  }

  private static Tensor real(SplittableRandom random, int... extents) {
    return RandomValues.tensor(random, Elem.F64, new Shape(extents));
  }

  /// Arguments at which the function is smooth, and directions in which it may be moved.
  private static List<Tensor> arguments(ArrayFn fn, SplittableRandom random) {
    Tensor square = dominant(real(random, N, N));
    return switch (fn.name()) {
      case "linsolve" ->
          List.of(square, random.nextBoolean() ? real(random, N) : real(random, N, 3));
      case "inv", "det", "expm" -> List.of(square);
      case "cholesky", "eigh" -> List.of(symmetric(square));
      case "qr" -> List.of(real(random, N + 2, N));
      case "sort", "cumsum", "ranks" -> List.of(real(random, 9));
      default ->
          throw new IllegalArgumentException(
              "no arguments are known for " + fn + ": add them here");
    };
  }

  private static List<Tensor> directions(ArrayFn fn, List<Tensor> at, SplittableRandom random) {
    boolean isSymmetric = fn.name().equals("cholesky") || fn.name().equals("eigh");
    return at.stream()
        .map(x -> real(random, x.shape().extents()))
        .map(x -> isSymmetric ? symmetric(x) : x)
        .toList();
  }

  private static Tensor dominant(Tensor a) {
    double[] values = ((Tensor.F64) a).values().clone();
    for (int i = 0; i < N; i++) {
      values[i * N + i] += 9 + i;
    }
    return new Tensor.F64(a.shape(), values);
  }

  private static Tensor symmetric(Tensor a) {
    int n = a.shape().extent(0);
    double[] values = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        values[i * n + j] = 0.5 * (a.realAt(i * n + j) + a.realAt(j * n + i));
      }
    }
    return new Tensor.F64(a.shape(), values);
  }

  private static Type type(Tensor x) {
    return new Type(x.elem(), Arrays.stream(x.shape().extents()).mapToObj(Dim::of).toList());
  }

  private static Tensor moved(Tensor x, Tensor direction, double h) {
    double[] values = new double[x.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = Math.fma(h, direction.realAt(k), x.realAt(k));
    }
    return new Tensor.F64(x.shape(), values);
  }

  private static double dot(List<Tensor> x, List<Tensor> y) {
    double sum = 0;
    for (int k = 0; k < x.size(); k++) {
      for (int i = 0; i < x.get(k).size(); i++) {
        sum = Math.fma(x.get(k).realAt(i), y.get(k).realAt(i), sum);
      }
    }
    return sum;
  }

  private static List<Tensor> along(List<Tensor> x, List<Tensor> dx, double h) {
    List<Tensor> all = new ArrayList<>();
    for (int k = 0; k < x.size(); k++) {
      all.add(moved(x.get(k), dx.get(k), h));
    }
    return all;
  }

  /// Runs the lines that `rule` writes for a call of `fn`, with further arguments.
  private static List<Tensor> run(ArrayFn fn, List<Tensor> x, List<Tensor> more, Rule rule) {
    Names names = new Names();
    Builder b = new Builder(names);
    List<Var> args = x.stream().map(t -> names.fresh("x", type(t))).toList();
    List<Var> others = more.stream().map(t -> names.fresh("d", type(t))).toList();
    List<Var> y = b.emitAll("y", new Op.ArrayCall(fn, args, 0));
    List<Var> parameters = Stream.concat(args.stream(), others.stream()).toList();
    Block block = b.block(parameters, rule.of(b, args, y, others));
    assertEquals(List.of(), Verifier.problems(block));
    return EVALUATOR.run(block, Stream.concat(x.stream(), more.stream()).toList());
  }

  private interface Rule {
    List<Var> of(Builder b, List<Var> x, List<Var> y, List<Var> others);
  }

  @ParameterizedTest
  @MethodSource("differentiable")
  void tangentsAgreeWithDifferencesAndCotangents(ArrayFn fn) {
    SplittableRandom random = new SplittableRandom(3);
    for (int trial = 0; trial < 5; trial++) {
      List<Tensor> x = arguments(fn, random);
      List<Tensor> dx = directions(fn, x, random);
      double h = 1e-5;
      List<Tensor> above = fn.run(along(x, dx, h));
      List<Tensor> below = fn.run(along(x, dx, -h));
      List<Tensor> tangents = run(fn, x, dx, fn::tangents);
      for (int k = 0; k < above.size(); k++) {
        double[] expected = new double[above.get(k).size()];
        for (int i = 0; i < expected.length; i++) {
          expected[i] = (above.get(k).realAt(i) - below.get(k).realAt(i)) / (2 * h);
        }
        double scale = Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElse(0));
        assertArrayEquals(
            expected, ((Tensor.F64) tangents.get(k)).values(), 1e-7 * scale, fn + " result " + k);
      }
      List<Tensor> w = tangents.stream().map(t -> real(random, t.shape().extents())).toList();
      List<Tensor> cotangents = run(fn, x, w, fn::cotangents);
      double forward = dot(w, tangents);
      assertEquals(
          forward,
          dot(cotangents, dx),
          1e-10 * Math.max(1, Math.abs(forward)),
          fn + ": <w, Jv> and <J'w, v>");
    }
  }

  private static double[] values(Tensor x) {
    return ((Tensor.F64) x).values();
  }

  private static double[] product(Tensor a, Tensor b) {
    Names names = new Names();
    Builder builder = new Builder(names);
    Var x = names.fresh("x", type(a));
    Var y = names.fresh("y", type(b));
    Block block = builder.block(List.of(x, y), List.of(MatrixLines.product(builder, x, y)));
    return values(EVALUATOR.run(block, List.of(a, b)).getFirst());
  }

  @Test
  void solutionsAndFactorsMultiplyBack() {
    SplittableRandom random = new SplittableRandom(4);
    Tensor a = dominant(real(random, N, N));
    Tensor b = real(random, N);
    assertArrayEquals(
        values(b), product(a, MatrixFunctions.LINSOLVE.run(List.of(a, b)).getFirst()), 1e-13);
    List<Tensor> qr = MatrixFunctions.QR.run(List.of(a));
    assertArrayEquals(values(a), product(qr.get(0), qr.get(1)), 1e-13);
    Tensor overdetermined = real(random, 9, 3);
    Tensor exact = real(random, 3);
    Tensor right = new Tensor.F64(new Shape(9), product(overdetermined, exact));
    assertArrayEquals(
        values(exact),
        values(MatrixFunctions.LSTSQ.run(List.of(overdetermined, right)).getFirst()),
        1e-13);
    assertEquals(1.0, MatrixFunctions.DET.run(List.of(unit())).getFirst().scalar());
  }

  private static Tensor unit() {
    return new Tensor.F64(new Shape(2, 2), new double[] {1, 0, 0, 1});
  }

  @Test
  void exponentialOfRotationAndOfLargeMatrix() {
    double angle = 40;
    Tensor turn = new Tensor.F64(new Shape(2, 2), new double[] {0, -angle, angle, 0});
    double[] expected = {Math.cos(angle), -Math.sin(angle), Math.sin(angle), Math.cos(angle)};
    assertArrayEquals(expected, values(MatrixFunctions.EXPM.run(List.of(turn)).getFirst()), 1e-12);
    Tensor nilpotent = new Tensor.F64(new Shape(2, 2), new double[] {0, 3, 0, 0});
    assertArrayEquals(
        new double[] {1, 3, 0, 1},
        values(MatrixFunctions.EXPM.run(List.of(nilpotent)).getFirst()),
        1e-15);
  }

  @Test
  void eigenvaluesOfKnownMatrices() {
    // companion matrix of (z - 1)(z - 2)(z^2 + 1) = z^4 - 3 z^3 + 3 z^2 - 3 z + 2
    double[] companion = {3, -3, 3, -2, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0};
    List<Tensor> parts =
        MatrixFunctions.EIGENVALUES.run(List.of(new Tensor.F64(new Shape(4, 4), companion)));
    assertArrayEquals(new double[] {0, 0, 1, 2}, values(parts.get(0)), 1e-13);
    assertArrayEquals(new double[] {-1, 1, 0, 0}, values(parts.get(1)), 1e-13);
  }

  /// The sum of the k-th powers of the eigenvalues is the trace of the k-th power of the matrix.
  @Test
  void powersOfEigenvaluesSumToTraces() {
    SplittableRandom random = new SplittableRandom(5);
    for (int n = 1; n <= 40; n += 3) {
      Tensor a = real(random, n, n);
      List<Tensor> parts = MatrixFunctions.EIGENVALUES.run(List.of(a));
      double[] power = values(a);
      for (int k = 1; k <= 4; k++) {
        double trace = 0;
        for (int i = 0; i < n; i++) {
          trace += power[i * n + i];
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
          double re = parts.get(0).realAt(i);
          double im = parts.get(1).realAt(i);
          sum += Math.pow(Math.hypot(re, im), k) * Math.cos(k * Math.atan2(im, re));
        }
        assertEquals(trace, sum, 1e-10 * Math.pow(2.0 * n, k), "n = " + n + ", k = " + k);
        power = product(a, new Tensor.F64(a.shape(), power));
      }
    }
  }

  @Test
  void whatCannotBeDoneIsSaid() {
    Tensor singular = new Tensor.F64(new Shape(2, 2), new double[] {1, 2, 2, 4});
    RunFailure failure =
        assertThrows(RunFailure.class, () -> MatrixFunctions.INV.run(List.of(singular)));
    assertEquals("The matrix is singular: it has no inverse.", failure.getMessage());
    assertEquals(0.0, MatrixFunctions.DET.run(List.of(singular)).getFirst().scalar());
    assertThrows(RunFailure.class, () -> MatrixFunctions.CHOLESKY.run(List.of(singular)));
    assertThrows(
        RunFailure.class,
        () -> MatrixFunctions.LINSOLVE.run(List.of(singular, Tensor.vector(1.0, 1.0))));
  }

  @Test
  void singlePrecisionGivesTheSameWithinItsRounding() {
    SplittableRandom random = new SplittableRandom(6);
    BiFunction<ArrayFn, List<Tensor>, List<Tensor>> narrow =
        (fn, x) -> fn.run(x.stream().map(ArrayRowsTest::narrowed).toList());
    for (ArrayFn fn : differentiable().toList()) {
      List<Tensor> x =
          arguments(fn, random).stream()
              .map(ArrayRowsTest::narrowed)
              .map(ArrayRowsTest::widened)
              .toList();
      List<Tensor> wide = fn.run(x);
      List<Tensor> single = narrow.apply(fn, x);
      for (int k = 0; k < wide.size(); k++) {
        assertEquals(Elem.F32, single.get(k).elem());
        double scale = Arrays.stream(values(wide.get(k))).map(Math::abs).max().orElse(1);
        assertArrayEquals(
            values(wide.get(k)), values(widened(single.get(k))), 2e-5 * scale, fn.name());
      }
    }
  }

  private static Tensor narrowed(Tensor x) {
    float[] values = new float[x.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) x.realAt(k);
    }
    return new Tensor.F32(x.shape(), values);
  }

  private static Tensor widened(Tensor x) {
    double[] values = new double[x.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = x.realAt(k);
    }
    return new Tensor.F64(x.shape(), values);
  }

  @Test
  void sortingIsTotalAndStable() {
    Tensor x = Tensor.vector(Double.NaN, 1, -0.0, 0.0, Double.NEGATIVE_INFINITY, 1, -0.0);
    assertEquals(
        "[-Infinity, -0.0, -0.0, 0.0, 1.0, 1.0, NaN]",
        Arrays.toString(values(ArrayFunctions.SORT.run(List.of(x)).getFirst())));
    Tensor order = ArrayFunctions.ARGSORT.run(List.of(x)).getFirst();
    assertEquals("[4, 2, 6, 3, 1, 5, 0]", Arrays.toString(((Tensor.I64) order).values()));
  }

  @Test
  void orthonormalRowsSpanTheSame() {
    SplittableRandom random = new SplittableRandom(7);
    Tensor rows = real(random, 3, 20);
    List<Tensor> results = ArrayFunctions.ORTHONORMALIZE.run(List.of(rows));
    double[] q = values(results.getFirst());
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double dot = 0;
        for (int k = 0; k < 20; k++) {
          dot += q[i * 20 + k] * q[j * 20 + k];
        }
        assertEquals(i == j ? 1 : 0, dot, 1e-14);
      }
    }
    double first = Math.sqrt(Arrays.stream(values(rows), 0, 20).map(v -> v * v).sum());
    assertEquals(Math.log(first), results.getLast().realAt(0), 1e-14);
    assertTrue(results.getLast().realAt(2) < results.getLast().realAt(0) + 2);
  }

  @Test
  void composedMatrixFunctions() {
    Names names = new Names();
    Builder b = new Builder(names);
    Var a = names.fresh("a", new Type(Elem.F64, List.of(Dim.of(2), Dim.of(2))));
    Block block =
        b.block(
            List.of(a),
            List.of(
                MatrixLines.trace(b, a),
                MatrixLines.kron(b, a, a),
                MatrixLines.unit(b, Dim.of(2), Elem.F64)));
    assertEquals(List.of(), Verifier.problems(block));
    List<Tensor> results =
        EVALUATOR.run(block, List.of(new Tensor.F64(new Shape(2, 2), new double[] {1, 2, 3, 4})));
    assertEquals(5, results.get(0).scalar());
    assertArrayEquals(
        new double[] {1, 2, 2, 4, 3, 4, 6, 8, 3, 6, 4, 8, 9, 12, 12, 16}, values(results.get(1)));
    assertArrayEquals(new double[] {1, 0, 0, 1}, values(results.get(2)));
  }

  @Test
  void quantilesInterpolate() {
    Names names = new Names();
    Builder b = new Builder(names);
    Var x = names.fresh("x", new Type(Elem.F64, List.of(Dim.of(2), Dim.of(4))));
    Var q = names.fresh("q", Type.F64);
    Block block =
        b.block(List.of(x, q), List.of(Quantiles.quantile(b, x, q), Quantiles.median(b, x)));
    assertEquals(List.of(), Verifier.problems(block));
    Tensor values = new Tensor.F64(new Shape(2, 4), new double[] {4, 1, 3, 2, 10, 20, 40, 30});
    List<Tensor> results = EVALUATOR.run(block, List.of(values, Tensor.of(0.25)));
    assertArrayEquals(new double[] {1.75, 17.5}, values(results.get(0)));
    assertArrayEquals(new double[] {2.5, 25}, values(results.get(1)));
    assertArrayEquals(
        new double[] {4, 40},
        values(EVALUATOR.run(block, List.of(values, Tensor.of(1.0))).getFirst()));
  }
}
