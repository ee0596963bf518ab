package dev.dyn.compiler.op;

import static dev.dyn.compiler.op.ScalarFn.scalar;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.math.Elementary;
import java.util.List;

/// The functions of single numbers that programs call by name and that have a formula of their own
/// in `dev.dyn.runtime.math`. Those that are written with them stand in [ComposedFunctions].
///
/// Derivatives are those of Abramowitz and Stegun (1964), chapters 4, 6 and 7, written with the
/// result y where that saves work. At corners the derivative is 0 (`abs` at 0), and a product with
/// 0 is 0 whatever the other factor (`pow`).
public final class ElementaryFunctions {
  public static final ScalarFn EXP =
      elementary("exp", 1)
          .partials((_, _, y) -> List.of(y))
          .document("e to the power of x.", "exp(0.0)", "1.0");
  public static final ScalarFn EXPM1 =
      elementary("expm1", 1)
          .partials((b, _, y) -> List.of(b.add(y, one(b, y))))
          .document("`exp(x) - 1`, accurate also near 0.", "expm1(0.0)", "0.0");
  public static final ScalarFn LOG =
      elementary("log", 1)
          .partials((b, x, y) -> List.of(b.div(one(b, y), x.getFirst())))
          .domain(0.1, 10)
          .document("Natural logarithm; NaN for negative arguments.", "log(1.0)", "0.0");
  public static final ScalarFn LOG1P =
      elementary("log1p", 1)
          .partials((b, x, y) -> List.of(b.div(one(b, y), b.add(one(b, y), x.getFirst()))))
          .domain(-0.5, 5)
          .document("`log(1 + x)`, accurate also near 0.", "log1p(0.0)", "0.0");
  public static final ScalarFn LOG2 =
      elementary("log2", 1)
          .partials((b, x, y) -> List.of(b.div(b.fill(1 / Math.log(2), y.type()), x.getFirst())))
          .domain(0.1, 10)
          .document("Logarithm to the base 2.", "log2(8.0)", "3.0");
  public static final ScalarFn LOG10 =
      elementary("log10", 1)
          .partials((b, x, y) -> List.of(b.div(b.fill(1 / Math.log(10), y.type()), x.getFirst())))
          .domain(0.1, 10)
          .document("Logarithm to the base 10.", "log10(1000.0)", "3.0");
  public static final ScalarFn SQRT =
      elementary("sqrt", 1)
          .partials((b, _, y) -> List.of(b.div(b.fill(0.5, y.type()), y)))
          .domain(0.1, 10)
          .document("Square root; NaN for negative arguments.", "sqrt(9.0)", "3.0");
  public static final ScalarFn CBRT =
      elementary("cbrt", 1)
          .partials((b, _, y) -> List.of(b.div(one(b, y), b.mul(b.fill(3, y.type()), b.mul(y, y)))))
          .domain(0.1, 10)
          .document("Cube root, also of negative numbers.", "cbrt(-8.0)", "-2.0");

  /// `abs` of reals; programs call [ComposedFunctions#ABS], which takes ints too.
  public static final ScalarFn ABS =
      scalar("fabs", 1)
          .runs(Elementary.class, "abs")
          .partials((b, x, _) -> List.of(b.call(ElementaryFunctions.SIGN, x.getFirst())));

  /// `sign` of reals; programs call [ComposedFunctions#SIGN].
  public static final ScalarFn SIGN = scalar("fsign", 1).runs(Elementary.class, "sign").flat();

  public static final ScalarFn FLOOR =
      elementary("floor", 1)
          .flat()
          .document("The largest whole number that is not above x.", "floor(-2.5)", "-3.0");
  public static final ScalarFn CEIL =
      elementary("ceil", 1)
          .flat()
          .document("The smallest whole number that is not below x.", "ceil(2.1)", "3.0");
  public static final ScalarFn ROUND =
      elementary("round", 1)
          .flat()
          .document(
              "The nearest whole number; of two equally near ones the even.", "round(2.5)", "2.0");

  public static final ScalarFn SIN =
      elementary("sin", 1)
          .partials((b, x, _) -> List.of(b.call(ElementaryFunctions.COS, x.getFirst())))
          .domain(-4, 4)
          .document("Sine of an angle in radians.", "sin(0.0)", "0.0");
  public static final ScalarFn COS =
      elementary("cos", 1)
          .partials((b, x, _) -> List.of(b.neg(b.call(SIN, x.getFirst()))))
          .domain(-4, 4)
          .document("Cosine of an angle in radians.", "cos(0.0)", "1.0");
  public static final ScalarFn TAN =
      elementary("tan", 1)
          .partials((b, _, y) -> List.of(b.fma(y, y, one(b, y))))
          .domain(-1.2, 1.2)
          .document("Tangent of an angle in radians.", "tan(0.0)", "0.0");
  public static final ScalarFn ASIN =
      elementary("asin", 1)
          .partials((b, x, y) -> List.of(b.div(one(b, y), legOfUnitCircle(b, x.getFirst()))))
          .domain(-0.9, 0.9)
          .document("The angle in -pi/2..pi/2 whose sine is x.", "asin(0.0)", "0.0");
  public static final ScalarFn ACOS =
      elementary("acos", 1)
          .partials(
              (b, x, y) -> List.of(b.div(b.fill(-1, y.type()), legOfUnitCircle(b, x.getFirst()))))
          .domain(-0.9, 0.9)
          .document("The angle in 0..pi whose cosine is x.", "acos(1.0)", "0.0");
  public static final ScalarFn ATAN =
      elementary("atan", 1)
          .partials(
              (b, x, y) -> List.of(b.div(one(b, y), b.fma(x.getFirst(), x.getFirst(), one(b, y)))))
          .document("The angle in -pi/2..pi/2 whose tangent is x.", "atan(0.0)", "0.0");
  public static final ScalarFn ATAN2 =
      elementary("atan2", 2)
          .partials((b, x, _) -> {
            Var square = b.fma(x.get(0), x.get(0), b.mul(x.get(1), x.get(1)));
            return List.of(b.div(x.get(1), square), b.neg(b.div(x.get(0), square)));
          })
          .domain(0.2, 2)
          .document(
              "The angle of the point (x, y) in -pi..pi; y comes first.", "atan2(0.0, 2.0)", "0.0");
  public static final ScalarFn SINH =
      elementary("sinh", 1)
          .partials((b, x, _) -> List.of(b.call(ElementaryFunctions.COSH, x.getFirst())))
          .document("Hyperbolic sine.", "sinh(0.0)", "0.0");
  public static final ScalarFn COSH =
      elementary("cosh", 1)
          .partials((b, x, _) -> List.of(b.call(SINH, x.getFirst())))
          .document("Hyperbolic cosine.", "cosh(0.0)", "1.0");
  public static final ScalarFn TANH =
      elementary("tanh", 1)
          .partials((b, _, y) -> List.of(b.fma(b.neg(y), y, one(b, y))))
          .document("Hyperbolic tangent.", "tanh(0.0)", "0.0");

  /// At the origin, where the length has no derivative, 0 is taken.
  public static final ScalarFn HYPOT =
      elementary("hypot", 2)
          .partials((b, x, y) -> List.of(direction(b, x.get(0), y), direction(b, x.get(1), y)))
          .domain(0.2, 2)
          .document("`sqrt(x^2 + y^2)` without overflow on the way.", "hypot(3.0, 4.0)", "5.0");

  public static final ScalarFn ERF =
      elementary("erf", 1)
          .partials((b, x, _) -> List.of(bell(b, x.getFirst(), 2 / Math.sqrt(Math.PI))))
          .document(
              "The error function: `2/sqrt(pi)` times the integral of `exp(-s^2)` over 0..x.",
              "erf(0.0)",
              "0.0");
  public static final ScalarFn ERFC =
      elementary("erfc", 1)
          .partials((b, x, _) -> List.of(bell(b, x.getFirst(), -2 / Math.sqrt(Math.PI))))
          .document("`1 - erf(x)`, accurate also where it is small.", "erfc(0.0)", "1.0");
  public static final ScalarFn GAMMA =
      elementary("gamma", 1)
          .partials(
              (b, x, y) -> List.of(b.mul(y, b.call(ElementaryFunctions.DIGAMMA, x.getFirst()))))
          .domain(0.5, 5)
          .document(
              "The gamma function; `gamma(n + 1)` is the factorial of n.", "gamma(5.0)", "24.0");
  public static final ScalarFn LGAMMA =
      elementary("lgamma", 1)
          .partials((b, x, _) -> List.of(b.call(ElementaryFunctions.DIGAMMA, x.getFirst())))
          .domain(0.5, 5)
          .document("Logarithm of the absolute value of the gamma function.", "lgamma(1.0)", "0.0");
  public static final ScalarFn DIGAMMA =
      elementary("digamma", 1)
          .partials((b, x, _) -> List.of(b.call(ComposedFunctions.TRIGAMMA, x.getFirst())))
          .domain(0.5, 5)
          .document("Derivative of `lgamma`.", "round(1000.0*digamma(2.0))", "423.0");

  /// For x = 0 the formulas would multiply 0 by an infinity; the product is then 0, as it is for
  /// every exponent above 1.
  public static final ScalarFn POW =
      elementary("pow", 2)
          .partials((b, x, y) -> {
            Var lower = b.call(ElementaryFunctions.POW, x.get(0), b.sub(x.get(1), one(b, y)));
            return List.of(
                b.call(Scalars.MASKED_MUL, x.get(1), lower),
                b.call(Scalars.MASKED_MUL, y, b.call(LOG, x.get(0))));
          })
          .domain(0.2, 3)
          .document(
              "x to the power of y; NaN for negative x unless y is whole.",
              "pow(2.0, 10.0)",
              "1024.0");

  public static final ScalarFn SIGMOID =
      elementary("sigmoid", 1)
          .partials((b, _, y) -> List.of(b.mul(y, b.sub(one(b, y), y))))
          .document("`1/(1 + exp(-x))`: the logistic function.", "sigmoid(0.0)", "0.5");

  private ElementaryFunctions() {}

  /// All rows, in the order of the reference.
  public static List<ScalarFn> all() {
    return List.of(
        EXP, EXPM1, LOG, LOG1P, LOG2, LOG10, SQRT, CBRT, POW, ABS, SIGN, FLOOR, CEIL, ROUND, SIN,
        COS, TAN, ASIN, ACOS, ATAN, ATAN2, SINH, COSH, TANH, HYPOT, ERF, ERFC, GAMMA, LGAMMA,
        DIGAMMA, SIGMOID);
  }

  private static ScalarFn elementary(String name, int arity) {
    return scalar(name, arity).runs(Elementary.class, name);
  }

  private static Var one(Builder b, Var like) {
    return b.fill(1, like.type());
  }

  /// `sqrt(1 - x^2)`, as a product so that nothing cancels near ±1.
  private static Var legOfUnitCircle(Builder b, Var x) {
    Var one = one(b, x);
    return b.call(SQRT, b.mul(b.sub(one, x), b.add(one, x)));
  }

  /// `factor*exp(-x^2)`.
  private static Var bell(Builder b, Var x, double factor) {
    return b.mul(b.fill(factor, x.type()), b.call(EXP, b.neg(b.mul(x, x))));
  }

  private static Var direction(Builder b, Var x, Var length) {
    Var zero = b.fill(0, length.type());
    return b.select(b.call(Scalars.EQ, length, zero), zero, b.div(x, length));
  }
}
