package dev.dyn.compiler.op;

import static dev.dyn.compiler.op.ScalarFn.scalar;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ScalarFn.Rule;
import java.util.List;

/// Functions that are written with others: activations, tests, steps, and those that differ between
/// reals and ints. A call is replaced by the lines given here ([Expansions]), so engines and
/// derivatives know nothing of them.
///
/// The lines are chosen so that the derivative taken from them is right at the joints too: 0 for
/// `relu` at 0, one half for `softplus` at 0.
public final class ComposedFunctions {
  public static final ScalarFn ABS =
      scalar("abs", 1)
          .rule(Rule.NUMBER)
          .expands((b, x) -> {
            Var value = x.getFirst();
            if (value.type().elem().isReal()) {
              return b.call(ElementaryFunctions.ABS, value);
            }
            return b.select(b.call(Scalars.LT, value, fill(b, 0, value)), b.neg(value), value);
          })
          .document("Absolute value.", "abs(-2.5)", "2.5");
  public static final ScalarFn SIGN =
      scalar("sign", 1)
          .rule(Rule.NUMBER)
          .flat()
          .expands((b, x) -> {
            Var value = x.getFirst();
            if (value.type().elem().isReal()) {
              return b.call(ElementaryFunctions.SIGN, value);
            }
            Var above = b.call(Scalars.GT, value, fill(b, 0, value));
            Var below = b.call(Scalars.LT, value, fill(b, 0, value));
            return b.sub(b.call(Scalars.TO_I64, above), b.call(Scalars.TO_I64, below));
          })
          .document("-1, 0 or 1, as the sign of x.", "sign(-2.5)", "-1.0");

  public static final ScalarFn RELU =
      scalar("relu", 1)
          .expands((b, x) -> {
            Var zero = fill(b, 0, x.getFirst());
            return b.select(b.call(Scalars.LE, x.getFirst(), zero), zero, x.getFirst());
          })
          .document("x where it is positive, else 0.", "relu(-3.0)", "0.0");

  /// `max(x, 0) + log1p(exp(-|x|))`, which neither overflows nor cancels.
  public static final ScalarFn SOFTPLUS =
      scalar("softplus", 1)
          .expands((b, x) -> {
            Var value = x.getFirst();
            Var zero = fill(b, 0, value);
            Var isPositive = b.call(Scalars.GT, value, zero);
            Var exponent = b.select(isPositive, b.neg(value), value);
            Var tail = b.call(ElementaryFunctions.LOG1P, b.call(ElementaryFunctions.EXP, exponent));
            return b.add(b.select(isPositive, value, zero), tail);
          })
          .document("`log(1 + exp(x))`: a smooth `relu`.", "round(1000.0*softplus(0.0))", "693.0");

  public static final ScalarFn SILU =
      scalar("silu", 1)
          .expands((b, x) -> b.mul(x.getFirst(), b.call(ElementaryFunctions.SIGMOID, x.getFirst())))
          .document("`x*sigmoid(x)`, also called swish.", "silu(0.0)", "0.0");

  /// `log1p` keeps arguments near 0 accurate.
  public static final ScalarFn LOGIT =
      scalar("logit", 1)
          .expands((b, x) -> {
            Var rest = b.call(ElementaryFunctions.LOG1P, b.neg(x.getFirst()));
            return b.sub(b.call(ElementaryFunctions.LOG, x.getFirst()), rest);
          })
          .domain(0.1, 0.9)
          .document("The inverse of `sigmoid`: `log(x/(1 - x))`.", "logit(0.5)", "0.0");

  /// Hendrycks and Gimpel (2016), the exact form. `erfc` keeps the left tail accurate.
  public static final ScalarFn GELU =
      scalar("gelu", 1)
          .expands((b, x) -> {
            Var value = x.getFirst();
            Var scaled = b.mul(value, fill(b, -Math.sqrt(0.5), value));
            Var weight = b.mul(fill(b, 0.5, value), b.call(ElementaryFunctions.ERFC, scaled));
            return b.mul(value, weight);
          })
          .document(
              "x times the probability that a standard normal number is below x.",
              "gelu(0.0)",
              "0.0");

  public static final ScalarFn HEAVISIDE =
      scalar("heaviside", 1)
          .expands((b, x) -> {
            Var one = fill(b, 1, x.getFirst());
            Var zero = fill(b, 0, x.getFirst());
            Var below = b.call(Scalars.LT, x.getFirst(), zero);
            Var isNumber = b.call(Scalars.EQ, x.getFirst(), x.getFirst());
            return b.select(
                isNumber, b.select(below, zero, one), fill(b, Double.NaN, x.getFirst()));
          })
          .document("The unit step: 0 below 0, 1 from 0 on.", "heaviside(0.0)", "1.0");

  public static final ScalarFn CLAMP =
      scalar("clamp", 3)
          .rule(Rule.NUMBER)
          .expands((b, x) -> b.call(Scalars.MIN, b.call(Scalars.MAX, x.get(0), x.get(1)), x.get(2)))
          .document(
              "x, but at least the second and at most the third argument.",
              "clamp(7.0, 0.0, 1.0)",
              "1.0");

  public static final ScalarFn IS_NAN =
      scalar("isnan", 1)
          .rule(Rule.TEST)
          .expands((b, x) -> b.call(Scalars.NE, x.getFirst(), x.getFirst()))
          .flat()
          .document("Whether x is no number.", "isnan(nan)", "true");
  public static final ScalarFn IS_FINITE =
      scalar("isfinite", 1)
          .rule(Rule.TEST)
          .expands((b, x) ->
              b.call(
                  Scalars.LT,
                  b.call(ElementaryFunctions.ABS, x.getFirst()),
                  fill(b, Double.POSITIVE_INFINITY, x.getFirst())))
          .flat()
          .document("Whether x is neither infinite nor NaN.", "isfinite(1.0)", "true");
  public static final ScalarFn IS_INFINITE =
      scalar("isinf", 1)
          .rule(Rule.TEST)
          .expands((b, x) ->
              b.call(
                  Scalars.EQ,
                  b.call(ElementaryFunctions.ABS, x.getFirst()),
                  fill(b, Double.POSITIVE_INFINITY, x.getFirst())))
          .flat()
          .document("Whether x is infinite.", "isinf(inf)", "true");

  /// For the second derivative of `lgamma`; see [Polygamma].
  public static final ScalarFn TRIGAMMA =
      scalar("trigamma", 1)
          .expands((b, x) -> Polygamma.trigamma(b, x.getFirst()))
          .domain(0.5, 5)
          .document("Derivative of `digamma`.", "round(1000.0*trigamma(1.0))", "1645.0");

  /// x itself, but a constant where one differentiates: [ScalarFn#flat] says so, and derivatives
  /// ask for that before they ask for the lines.
  public static final ScalarFn STOP_GRADIENT =
      scalar("stop_gradient", 1)
          .rule(Rule.NUMBER)
          .flat()
          .expands((b, x) -> x.getFirst())
          .document("x, taken as a constant by derivatives.", "stop_gradient(2.5)", "2.5");

  private ComposedFunctions() {}

  /// All rows, in the order of the reference.
  public static List<ScalarFn> all() {
    return List.of(
        ABS,
        SIGN,
        RELU,
        SOFTPLUS,
        SILU,
        LOGIT,
        GELU,
        HEAVISIDE,
        CLAMP,
        IS_NAN,
        IS_FINITE,
        IS_INFINITE,
        TRIGAMMA,
        STOP_GRADIENT);
  }

  private static Var fill(Builder b, double value, Var like) {
    return b.fill(value, like.type());
  }
}
