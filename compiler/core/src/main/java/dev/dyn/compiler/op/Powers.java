package dev.dyn.compiler.op;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Var;

/// Powers with a known whole exponent, as repeated multiplication: `x^2` is `x*x` to the last bit,
/// on every engine, and its derivative at 0 is 0.
public final class Powers {
  /// Up to here repeated multiplication (at most 12 products) is faster than `pow` and about as
  /// accurate.
  public static final int LARGEST = 64;

  private Powers() {}

  /// `x^n` by squaring: `x^5` is `x*((x*x)*(x*x))`. For negative n, which only reals have, one over
  /// the positive power; `x^0` is 1 for every x.
  public static Var integerPower(Builder b, Var x, long n) {
    if (n == 0) {
      return b.fill(1, x.type());
    }
    if (n < 0) {
      return b.div(b.fill(1, x.type()), integerPower(b, x, Math.negateExact(n)));
    }
    Var square = x;
    long rest = n;
    while ((rest & 1) == 0) {
      square = b.mul(square, square);
      rest >>= 1;
    }
    Var product = square;
    for (rest >>= 1; rest > 0; rest >>= 1) {
      square = b.mul(square, square);
      product = (rest & 1) == 1 ? b.mul(product, square) : product;
    }
    return product;
  }
}
