package dev.dyn.runtime.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Exact decimal arithmetic behind the formats: a binary number is a finite decimal, and only the
/// last step rounds, half to even.
final class Decimals {
  private Decimals() {}

  /// `value ≥ 0` with `places` digits after the point.
  static String fixed(BigDecimal value, int places) {
    return value.setScale(places, RoundingMode.HALF_EVEN).toPlainString();
  }

  /// `value ≥ 0` as one digit, `places` digits and an exponent.
  static String scientific(BigDecimal value, int places) {
    if (value.signum() == 0) return withExponent("0".repeat(places + 1), 0);
    var rounded = value.round(new MathContext(places + 1, RoundingMode.HALF_EVEN));
    String digits = rounded.unscaledValue().toString();
    int exponent = exponentOf(rounded);
    String padded = digits + "0".repeat(Math.max(0, places + 1 - digits.length()));
    return withExponent(padded.substring(0, places + 1), exponent);
  }

  /// `value ≥ 0` with `significant` digits, fixed or with an exponent, whichever is readable; zeros
  /// at the end are left out (the rule of C's `%g`).
  static String general(BigDecimal value, int significant) {
    int digits = Math.max(1, significant);
    if (value.signum() == 0) return "0";
    var rounded = value.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    int exponent = exponentOf(rounded);
    if (exponent < -4 || exponent >= digits) {
      return withExponent(rounded.stripTrailingZeros().unscaledValue().toString(), exponent);
    }
    return rounded.stripTrailingZeros().toPlainString();
  }

  /// Digits `ddd` and an exponent as `d.dde+xx`.
  static String withExponent(String digits, int exponent) {
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String size = Integer.toString(Math.abs(exponent));
    return mantissa + "e" + (exponent < 0 ? "-" : "+") + (size.length() < 2 ? "0" + size : size);
  }

  private static int exponentOf(BigDecimal value) {
    return value.precision() - value.scale() - 1;
  }
}
