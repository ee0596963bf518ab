package dev.dyn.runtime.text;

import java.math.BigDecimal;
import java.math.MathContext;

/// The shortest text that reads back to the same bits.
///
/// The digits are those of `Double.toString` and `Float.toString` (since JDK 19 the shortest:
/// Raffaello Giulietti, "The Schubfach way to render doubles", 2020). Numbers from 1e-4 up to 1e16
/// are written out, always with a point; others get an exponent of two digits or more: `0.0001`,
/// `1e-05`, `6.02e+23`.
public final class Shortest {
  private static final int FIRST_LARGE_EXPONENT = 16;
  private static final int LAST_SMALL_EXPONENT = -5;

  private Shortest() {}

  /// `nan`, `inf` and `-inf` for what is not finite, as the language writes them.
  public static String of(double value) {
    if (!Double.isFinite(value)) return notFinite(value);
    String text = Double.toString(value);
    String shorter = oneDigit(text);
    return layOut(sameBits(Double.parseDouble(shorter), value) ? shorter : text);
  }

  /// The same for 32 bits. Read as 64 bits and then rounded, the text gives the same 32 bits as
  /// well.
  public static String of(float value) {
    if (!Float.isFinite(value)) return notFinite(value);
    String text = Float.toString(value);
    boolean safe = (float) Double.parseDouble(text) == value;
    return layOut(safe ? text : Double.toString(value));
  }

  /// Java writes two digits even where one is enough: 4.9E-324 for what 5E-324 says as well.
  private static String oneDigit(String java) {
    return new BigDecimal(java).round(new MathContext(1)).toString();
  }

  private static boolean sameBits(double a, double b) {
    return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
  }

  private static String notFinite(double value) {
    return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  }

  private static String layOut(String java) {
    String sign = java.startsWith("-") ? "-" : "";
    var number = new BigDecimal(java).abs().stripTrailingZeros();
    if (number.signum() == 0) return sign + "0.0";
    String digits = number.unscaledValue().toString();
    int exponent = number.precision() - number.scale() - 1;
    if (exponent <= LAST_SMALL_EXPONENT || exponent >= FIRST_LARGE_EXPONENT) {
      return sign + Decimals.withExponent(digits, exponent);
    }
    String plain = number.toPlainString();
    return sign + (plain.indexOf('.') < 0 ? plain + ".0" : plain);
  }
}
