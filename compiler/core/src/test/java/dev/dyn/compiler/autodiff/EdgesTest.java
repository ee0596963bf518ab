package dev.dyn.compiler.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
import dev.dyn.compiler.op.Distribution;
import dev.dyn.compiler.op.ElementaryFunctions;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/// Places where careless rules give NaN, a wrong number or a guess.
class EdgesTest {
  private static final Type THREE = new Type(Elem.F64, List.of(Dim.of(3)));

  private final Names names = new Names();
  private final Evaluator evaluator = new Evaluator(Regions.NONE);

  private Block function(Type type, BiFunction<Builder, Var, Var> body) {
    Builder b = new Builder(names);
    Var x = names.fresh("x", type);
    return b.block(List.of(x), List.of(body.apply(b, x)));
  }

  private Tensor at(Block block, Tensor... x) {
    assertEquals(List.of(), Verifier.problems(block));
    return evaluator.run(block, List.of(x)).getFirst();
  }

  private static double[] entries(Tensor tensor) {
    return ((Tensor.F64) tensor).values();
  }

  /// `if x > 0 then sqrt(x) else x^2`
  private static Var rootOrSquare(Builder b, Var x) {
    Var positive = b.call(Scalars.GT, x, b.fill(0, x.type()));
    return b.select(positive, b.call(ElementaryFunctions.SQRT, x), b.mul(x, x));
  }

  @Test
  void onlyTheBranchTakenContributes() {
    Block f = function(Type.F64, EdgesTest::rootOrSquare);
    for (double x : new double[] {-2, 0}) {
      assertEquals(2 * x, at(Derivatives.grad(f, 0, names), Tensor.of(x)).scalar());
      assertEquals(2 * x, at(Derivatives.jacobianForward(f, 0, names), Tensor.of(x)).scalar());
      assertEquals(2, at(Derivatives.hessian(f, 0, names), Tensor.of(x)).scalar());
      Block third = Derivatives.grad(Derivatives.hessian(f, 0, names), 0, names);
      assertEquals(0, at(third, Tensor.of(x)).scalar());
      Block twice = Derivatives.grad(Derivatives.grad(f, 0, names), 0, names);
      assertEquals(2, at(twice, Tensor.of(x)).scalar());
    }
  }

  @Test
  void aChoiceBehindAChainOfFunctionsStillCutsOff() {
    // if x > 0 then log(sqrt(x)) else 1: at 0 the branch not taken has slope inf*inf
    Block f =
        function(
            Type.F64,
            (b, x) -> {
              Var root = b.call(ElementaryFunctions.SQRT, x);
              Var positive = b.call(Scalars.GT, x, b.fill(0, x.type()));
              Var log = b.call(ElementaryFunctions.LOG, root);
              return b.select(positive, log, b.fill(1, x.type()));
            });
    assertEquals(0, at(Derivatives.grad(f, 0, names), Tensor.of(0.0)).scalar());
    assertEquals(0, at(Derivatives.hessian(f, 0, names), Tensor.of(0.0)).scalar());
    assertEquals(0.25, at(Derivatives.grad(f, 0, names), Tensor.of(2.0)).scalar(), 1e-15);
  }

  @Test
  void productsWithZeros() {
    Block f = function(THREE, (b, x) -> b.reduceAll(ReduceFn.PROD, x));
    Tensor oneZero = Tensor.vector(2.0, 0.0, 5.0);
    Tensor twoZeros = Tensor.vector(0.0, 3.0, 0.0);
    assertArrayEquals(new double[] {0, 10, 0}, entries(at(Derivatives.grad(f, 0, names), oneZero)));
    assertArrayEquals(new double[] {0, 0, 0}, entries(at(Derivatives.grad(f, 0, names), twoZeros)));
    assertArrayEquals(
        new double[] {0, 0, 3, 0, 0, 0, 3, 0, 0},
        entries(at(Derivatives.hessian(f, 0, names), twoZeros)));
  }

  @Test
  void theFirstOfEqualExtremesHasTheDerivative() {
    Tensor x = Tensor.vector(4.0, 7.0, 7.0);
    Block max = function(THREE, (b, v) -> b.reduceAll(ReduceFn.MAX, v));
    Block min = function(THREE, (b, v) -> b.reduceAll(ReduceFn.MIN, b.neg(v)));
    assertArrayEquals(new double[] {0, 1, 0}, entries(at(Derivatives.grad(max, 0, names), x)));
    assertArrayEquals(
        new double[] {-0.0, -1, -0.0}, entries(at(Derivatives.grad(min, 0, names), x)));
    assertArrayEquals(
        new double[] {0, 1, 0}, entries(at(Derivatives.jacobianForward(max, 0, names), x)));
  }

  /// d/dx, d²/dx², … of sin at 0.5, in forward, reverse and mixed order.
  @Test
  void derivativesNestToAnyDepth() {
    Block f = function(Type.F64, (b, x) -> b.call(ElementaryFunctions.SIN, x));
    double[] expected = {Math.cos(0.5), -Math.sin(0.5), -Math.cos(0.5), Math.sin(0.5)};
    Block forward = f;
    Block reverse = f;
    Block mixed = f;
    for (int order = 0; order < expected.length; order++) {
      forward = Derivatives.jacobianForward(forward, 0, names);
      reverse = Derivatives.grad(reverse, 0, names);
      mixed =
          order % 2 == 0
              ? Derivatives.grad(mixed, 0, names)
              : Derivatives.jacobianForward(mixed, 0, names);
      for (Block derivative : List.of(forward, reverse, mixed)) {
        assertEquals(expected[order], at(derivative, Tensor.of(0.5)).scalar(), 1e-14);
      }
    }
  }

  @Test
  void anUnusedParameterHasAZeroGradient() {
    Block f = function(THREE, (b, _) -> b.real(3, Elem.F64));
    Tensor x = Tensor.vector(1.0, 2.0, 3.0);
    assertArrayEquals(new double[3], entries(at(Derivatives.grad(f, 0, names), x)));
    assertArrayEquals(new double[9], entries(at(Derivatives.hessian(f, 0, names), x)));
  }

  @Test
  void gradientsOfSinglePrecisionAreSingle() {
    Type type = THREE.withElem(Elem.F32);
    Block f =
        function(
            type,
            (b, x) -> {
              Var wide = b.convert(x, Elem.F64);
              return b.convert(b.reduceAll(ReduceFn.SUM, b.mul(wide, wide)), Elem.F32);
            });
    Tensor x = new Tensor.F32(new Shape(3), new float[] {1, 2, 3});
    Tensor gradient = at(Derivatives.grad(f, 0, names), x);
    assertArrayEquals(new float[] {2, 4, 6}, ((Tensor.F32) gradient).values());
  }

  @Test
  void aDrawOfWholeNumbersHasNoDerivativeByItsParameter() {
    Block f =
        function(
            THREE,
            (b, x) -> {
              Op draw =
                  new Op.Draw(
                      Distribution.BERNOULLI, b.integer(1), List.of(x), THREE.dims(), Elem.I64);
              return b.reduceAll(ReduceFn.SUM, b.convert(b.emit("y", draw), Elem.F64));
            });
    for (Runnable derivative :
        List.<Runnable>of(
            () -> Derivatives.grad(f, 0, names), () -> Derivatives.jacobianForward(f, 0, names))) {
      assertEquals(
          "bernoulli", assertThrows(NotDifferentiable.class, derivative::run).functionName());
    }
  }

  /// Sizes need no values: the derivative of a function for all n.
  @Test
  void sizesMayBeUnknown() {
    Type type = new Type(Elem.F64, List.of(Dim.named("n")));
    Block f =
        function(
            type,
            (b, x) -> b.reduceAll(ReduceFn.SUM, b.mul(x, b.call(ElementaryFunctions.EXP, x))));
    Tensor x = Tensor.vector(0.0, 1.0);
    double slope = 2 * Math.E;
    assertArrayEquals(
        new double[] {1, slope}, entries(at(Derivatives.grad(f, 0, names), x)), 1e-14);
    assertArrayEquals(
        new double[] {2, 0, 0, 3 * Math.E},
        entries(at(Derivatives.hessian(f, 0, names), x)),
        1e-14);
  }
}
