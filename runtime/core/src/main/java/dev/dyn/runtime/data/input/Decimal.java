package dev.dyn.runtime.data.input;

import java.util.Locale;
import java.util.OptionalDouble;

/// Numbers as tables have them: `12`, `-0.5`, `6.02e23`, `.5`, `nan`, `inf`, `-Infinity`, and
/// `true` and `false` for 1 and 0. Rounded correctly to 64 bits.
final class Decimal {
  /// Powers of ten that 64 bits hold exactly.
  private static final double[] POWERS = new double[23];

  private static final int EXACT_DIGITS = 15;

  static {
    POWERS[0] = 1;
    for (int k = 1; k < POWERS.length; k++) {
      POWERS[k] = POWERS[k - 1] * 10;
    }
  }

  private Decimal() {}

  /// The number that `cell` is; empty if it is none. Blanks around it do not matter.
  ///
  /// Up to 15 digits times a small power of ten are one exact operation (Clinger 1990, "How to read
  /// floating point numbers accurately", section 5); the platform reads the rest.
  static OptionalDouble of(String cell) {
    String text = cell.strip();
    int end = text.length();
    boolean negative = text.startsWith("-");
    int at = negative || text.startsWith("+") ? 1 : 0;
    int begin = at;
    long digits = 0;
    int count = 0;
    int scale = 0;
    while (at < end && isDigit(text.charAt(at))) {
      digits = digits * 10 + text.charAt(at++) - '0';
      count++;
    }
    if (at < end && text.charAt(at) == '.') {
      at++;
      while (at < end && isDigit(text.charAt(at))) {
        digits = digits * 10 + text.charAt(at++) - '0';
        count++;
        scale++;
      }
    }
    if (count == 0) {
      return word(text.substring(begin), negative);
    }
    if (at < end) {
      return isExponent(text, at)
          ? OptionalDouble.of(Double.parseDouble(text))
          : OptionalDouble.empty();
    }
    if (count > EXACT_DIGITS) {
      return OptionalDouble.of(Double.parseDouble(text));
    }
    double value = digits / POWERS[scale];
    return OptionalDouble.of(negative ? -value : value);
  }

  private static boolean isExponent(String text, int at) {
    if (Character.toLowerCase(text.charAt(at)) != 'e') {
      return false;
    }
    int next = at + 1;
    if (next < text.length() && (text.charAt(next) == '-' || text.charAt(next) == '+')) {
      next++;
    }
    return next < text.length() && text.chars().skip(next).allMatch(c -> isDigit((char) c));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static OptionalDouble word(String text, boolean negative) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> OptionalDouble.of(Double.NaN);
      case "inf", "infinity" ->
          OptionalDouble.of(negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
      case "true" -> negative ? OptionalDouble.empty() : OptionalDouble.of(1);
      case "false" -> negative ? OptionalDouble.empty() : OptionalDouble.of(0);
      default -> OptionalDouble.empty();
    };
  }
}
