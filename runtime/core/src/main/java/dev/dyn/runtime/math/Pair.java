package dev.dyn.runtime.math;

/// An unevaluated sum of two doubles, `high` being the sum rounded: some 106 bits (Dekker 1971).
record Pair(double high, double low) {
  /// The exact sum of two numbers (Knuth 1969).
  static Pair sum(double a, double b) {
    double s = a + b;
    double bb = s - a;
    return new Pair(s, (a - (s - bb)) + (b - bb));
  }

  /// The exact sum of two numbers with `|a| >= |b|` or `a = 0`.
  static Pair ofOrdered(double a, double b) {
    double s = a + b;
    return new Pair(s, b - (s - a));
  }

  /// The exact product of two numbers.
  static Pair product(double a, double b) {
    double p = a * b;
    return new Pair(p, Math.fma(a, b, -p));
  }

  Pair plus(Pair other) {
    Pair s = sum(high, other.high);
    return ofOrdered(s.high, s.low + (low + other.low));
  }

  Pair minus(Pair other) {
    return plus(new Pair(-other.high, -other.low));
  }

  Pair times(Pair other) {
    Pair p = product(high, other.high);
    return ofOrdered(p.high, Math.fma(high, other.low, Math.fma(low, other.high, p.low)));
  }

  Pair over(Pair other) {
    double q = high / other.high;
    double remainder = Math.fma(-q, other.high, high) + Math.fma(-q, other.low, low);
    return ofOrdered(q, remainder / other.high);
  }

  double value() {
    return high + low;
  }
}
