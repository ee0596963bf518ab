package dev.dyn.runtime.text;

import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import dev.dyn.runtime.text.FormatSpec.Kind;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.IntFunction;

/// Values in interpolated strings: `"r = {r:.3f}"`.
///
/// Formats are those of Python's `format` for numbers and words: `.4f`, `.3e`, `.6g`, `5d`, `>10`,
/// `+.2f`, `,d`, `.1%`. A tensor is formatted entry by entry: `[0.9056, 0.0000, -14.5723]`.
/// Rounding is exact, half to even on the binary value. A checker asks `problem` before the run;
/// formatting never fails then.
public final class Formats {
  /// Entries of a tensor beyond which only both ends of each axis are written.
  static final int LONGEST = 1000;

  private static final int ENDS = 3;

  /// What a format is applied to.
  public enum Subject {
    REAL,
    INTEGER,
    TRUTH,
    WORDS;

    /// The entries of a tensor.
    public static Subject of(Elem elem) {
      return switch (elem) {
        case F64, F32 -> REAL;
        case I64 -> INTEGER;
        case BOOL -> TRUTH;
      };
    }
  }

  private Formats() {}

  /// What is wrong with a format by itself: part of a sentence, without a full stop.
  public static Optional<String> problem(String format) {
    return switch (FormatSpec.read(format)) {
      case FormatSpec.Reading.Good _ -> Optional.empty();
      case FormatSpec.Reading.Bad(String problem) -> Optional.of(problem);
    };
  }

  /// What is wrong with a format for values of a kind.
  public static Optional<String> problem(String format, Subject subject) {
    return switch (FormatSpec.read(format)) {
      case FormatSpec.Reading.Good(FormatSpec spec) -> misfit(spec, subject);
      case FormatSpec.Reading.Bad(String problem) -> Optional.of(problem);
    };
  }

  private static Optional<String> misfit(FormatSpec spec, Subject subject) {
    return switch (spec.kind()) {
      case DEFAULT ->
          spec.precision().isPresent() && (subject == Subject.INTEGER || subject == Subject.TRUTH)
              ? Optional.of("a whole number or truth value has no digits after the point")
              : Optional.empty();
      case WHOLE, HEXADECIMAL, BINARY ->
          subject == Subject.INTEGER
              ? Optional.empty()
              : Optional.of("`d`, `x` and `b` are for whole numbers; `.0f` rounds a real one");
      case FIXED, SCIENTIFIC, GENERAL, PERCENT ->
          subject == Subject.REAL || subject == Subject.INTEGER
              ? Optional.empty()
              : Optional.of("`f`, `e`, `g` and `%` are for numbers");
      case WORDS ->
          subject == Subject.WORDS
              ? Optional.empty()
              : Optional.of("`s` is for texts; a number needs no letter");
    };
  }

  /// A value without a format: the shortest text that reads back to the same bits.
  public static String text(Tensor value) {
    return text(value, "");
  }

  /// A value in a format.
  ///
  /// @throws IllegalArgumentException for a format of which `problem` would tell
  public static String text(Tensor value, String format) {
    FormatSpec spec = require(format, Subject.of(value.elem()));
    return tensor(value, index -> entry(value, index, spec));
  }

  /// A text in a format.
  ///
  /// @throws IllegalArgumentException for a format of which `problem` would tell
  public static String text(String value, String format) {
    FormatSpec spec = require(format, Subject.WORDS);
    int most =
        Math.min(
            spec.precision().orElse(Integer.MAX_VALUE), value.codePointCount(0, value.length()));
    return pad("", value.substring(0, value.offsetByCodePoints(0, most)), spec, '<');
  }

  private static FormatSpec require(String format, Subject subject) {
    problem(format, subject)
        .ifPresent(p -> {
          throw new IllegalArgumentException(p);
        });
    return switch (FormatSpec.read(format)) {
      case FormatSpec.Reading.Good(FormatSpec spec) -> spec;
      case FormatSpec.Reading.Bad(String problem) -> throw new IllegalArgumentException(problem);
    };
  }

  private static String tensor(Tensor value, IntFunction<String> entry) {
    var out = new StringBuilder();
    append(out, value, entry, 0, 0, value.size() > LONGEST);
    return out.toString();
  }

  private static void append(
      StringBuilder out, Tensor value, IntFunction<String> entry, int axis, int at, boolean ends) {
    if (axis == value.shape().rank()) {
      out.append(entry.apply(at));
      return;
    }
    int extent = value.shape().extent(axis);
    int stride = value.shape().strides()[axis];
    out.append('[');
    for (int i = 0; i < extent; i++) {
      if (i > 0) out.append(", ");
      if (ends && i == ENDS && extent > 2 * ENDS) {
        out.append("…, ");
        i = extent - ENDS;
      }
      append(out, value, entry, axis + 1, at + i * stride, ends);
    }
    out.append(']');
  }

  private static String entry(Tensor value, int index, FormatSpec spec) {
    return switch (value) {
      case Tensor.F64 t -> real(t.values()[index], Shortest.of(t.values()[index]), spec);
      case Tensor.F32 t -> real(t.values()[index], Shortest.of(t.values()[index]), spec);
      case Tensor.I64 t -> whole(t.values()[index], spec);
      case Tensor.Bool t -> pad("", t.values()[index] != 0 ? "true" : "false", spec, '<');
    };
  }

  private static String real(double value, String shortest, FormatSpec spec) {
    boolean negative = value < 0 || value == 0 && 1 / value < 0;
    String digits;
    if (!Double.isFinite(value) || spec.kind() == Kind.DEFAULT && spec.precision().isEmpty()) {
      digits = shortest.startsWith("-") ? shortest.substring(1) : shortest;
    } else {
      digits = decimal(new BigDecimal(Math.abs(value)), spec);
    }
    boolean vanishes =
        spec.coercesZero() && digits.chars().noneMatch(c -> c >= '1' && c <= '9' || c == 'i');
    return number(negative && !vanishes, digits, spec);
  }

  private static String whole(long value, FormatSpec spec) {
    var size = new BigDecimal(value).abs();
    String digits =
        switch (spec.kind()) {
          case DEFAULT, WHOLE, WORDS -> size.toPlainString();
          case HEXADECIMAL -> size.toBigInteger().toString(16);
          case BINARY -> size.toBigInteger().toString(2);
          case FIXED, SCIENTIFIC, GENERAL, PERCENT -> decimal(size, spec);
        };
    return number(value < 0, digits, spec);
  }

  private static String decimal(BigDecimal size, FormatSpec spec) {
    int precision = spec.precision().orElse(6);
    return switch (spec.kind()) {
      case FIXED -> Decimals.fixed(size, precision);
      case SCIENTIFIC -> Decimals.scientific(size, precision);
      case PERCENT -> Decimals.fixed(size.movePointRight(2), precision) + "%";
      case DEFAULT, GENERAL, WHOLE, HEXADECIMAL, BINARY, WORDS -> Decimals.general(size, precision);
    };
  }

  private static String number(boolean negative, String digits, FormatSpec spec) {
    String sign = negative ? "-" : spec.sign() == '-' ? "" : Character.toString(spec.sign());
    String grouped = spec.grouping().map(g -> group(digits, g)).orElse(digits);
    return pad(sign, grouped, spec, '>');
  }

  private static String group(String digits, char separator) {
    int end = 0;
    while (end < digits.length() && Character.isDigit(digits.charAt(end))) end++;
    var out = new StringBuilder(digits);
    for (int i = end - 3; i > 0; i -= 3) out.insert(i, separator);
    return out.toString();
  }

  private static String pad(String sign, String body, FormatSpec spec, char usual) {
    int length = sign.length() + body.codePointCount(0, body.length());
    int missing = Math.max(0, spec.width() - length);
    String fill = spec.fill();
    return switch (spec.align().orElse(usual)) {
      case '<' -> sign + body + fill.repeat(missing);
      case '^' -> fill.repeat(missing / 2) + sign + body + fill.repeat(missing - missing / 2);
      case '=' -> sign + fill.repeat(missing) + body;
      default -> fill.repeat(missing) + sign + body;
    };
  }
}
