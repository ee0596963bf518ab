package dev.dyn.compiler.op;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Var;

/// The trigamma function as lines of IR: ten steps of the recurrence `f(x) = f(x + 1) + 1/x^2`,
/// then the asymptotic series (Abramowitz and Stegun 1964, 6.4.6 and 6.4.12). Left of 0 the
/// reflection formula 6.4.7.
///
/// From x = 10 on the first term left out, `5/(66 x^11)`, is below 1e-12 of the value `1/x`.
final class Polygamma {
  private static final int STEPS = 10;

  /// Coefficients of `1/x^3`, `1/x^5`, …: Bernoulli numbers.
  private static final double[] SERIES = {
    1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730
  };

  private Polygamma() {}

  static Var trigamma(Builder b, Var x) {
    Var zero = b.fill(0, x.type());
    Var one = b.fill(1, x.type());
    Var isLeft = b.call(Scalars.LT, x, zero);
    Var right = rightOfZero(b, b.select(isLeft, b.sub(one, x), x));
    Var pi = b.fill(Math.PI, x.type());
    Var ratio = b.div(pi, b.call(ElementaryFunctions.SIN, b.mul(pi, x)));
    return b.select(isLeft, b.sub(b.mul(ratio, ratio), right), right);
  }

  private static Var rightOfZero(Builder b, Var x) {
    Var one = b.fill(1, x.type());
    Var sum = b.fill(0, x.type());
    Var shifted = x;
    for (int k = 0; k < STEPS; k++) {
      Var inverse = b.div(one, shifted);
      sum = b.fma(inverse, inverse, sum);
      shifted = b.add(shifted, one);
    }
    Var inverse = b.div(one, shifted);
    Var square = b.mul(inverse, inverse);
    Var series = b.fill(SERIES[SERIES.length - 1], x.type());
    for (int k = SERIES.length - 2; k >= 0; k--) {
      series = b.fma(series, square, b.fill(SERIES[k], x.type()));
    }
    Var tail = b.mul(b.mul(square, inverse), series);
    Var head = b.fma(b.mul(b.fill(0.5, x.type()), inverse), inverse, inverse);
    return b.add(sum, b.add(head, tail));
  }
}
