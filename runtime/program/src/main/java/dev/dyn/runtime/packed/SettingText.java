package dev.dyn.runtime.packed;

import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the value of a setting, as far as a program without its compiler can: numbers, `pi`, `e`,
/// `inf`, the four operations, brackets, and lists of such, nested for matrices. Each operation is
/// rounded to the precision of the program, as the compiler's code rounds it.
final class SettingText {
  private static final int END = -1;

  private final String text;
  private final boolean isSingle;
  private int at;

  private SettingText(String text, boolean isSingle) {
    this.text = text;
    this.isSingle = isSingle;
  }

  /// A text that is no value.
  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unreadable() {
      super("", null, false, false);
    }
  }

  /// A list, or a number without entries.
  private record Entries(double number, List<Entries> list) {}

  /// A real tensor, or nothing if the text is no value.
  static Optional<Tensor> tensor(String text, Elem elem) {
    SettingText reader = new SettingText(text, elem == Elem.F32);
    try {
      Entries value = reader.list();
      if (reader.next() != END) {
        return Optional.empty();
      }
      List<Integer> extents = new ArrayList<>();
      List<Double> numbers = new ArrayList<>();
      flatten(value, 0, extents, numbers);
      return Optional.of(tensor(extents, numbers, elem));
    } catch (Unreadable | NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static Tensor tensor(List<Integer> extents, List<Double> numbers, Elem elem) {
    Shape shape = new Shape(extents.stream().mapToInt(Integer::intValue).toArray());
    Tensor tensor = Tensor.zeros(elem, shape);
    for (int k = 0; k < numbers.size(); k++) {
      switch (tensor) {
        case Tensor.F64(_, double[] values) -> values[k] = numbers.get(k);
        case Tensor.F32(_, float[] values) -> values[k] = numbers.get(k).floatValue();
        case Tensor.I64 _, Tensor.Bool _ -> throw new IllegalArgumentException("settings are real");
      }
    }
    return tensor;
  }

  private static void flatten(
      Entries value, int depth, List<Integer> extents, List<Double> numbers) {
    if (value.list.isEmpty()) {
      if (depth != extents.size()) {
        throw new Unreadable();
      }
      numbers.add(value.number);
      return;
    }
    if (depth == extents.size() && numbers.isEmpty()) {
      extents.add(value.list.size());
    }
    if (depth >= extents.size() || extents.get(depth) != value.list.size()) {
      throw new Unreadable();
    }
    value.list.forEach(entry -> flatten(entry, depth + 1, extents, numbers));
  }

  private Entries list() {
    if (next() != '[') {
      return new Entries(sum(), List.of());
    }
    at++;
    List<Entries> entries = new ArrayList<>();
    do {
      entries.add(list());
    } while (taken(','));
    expect(']');
    return new Entries(0, entries);
  }

  private double sum() {
    double value = product();
    while (next() == '+' || next() == '-') {
      boolean plus = text.charAt(at++) == '+';
      double right = product();
      value = rounded(plus ? value + right : value - right);
    }
    return value;
  }

  private double product() {
    double value = signed();
    while (next() == '*' || next() == '/') {
      boolean times = text.charAt(at++) == '*';
      double right = signed();
      value = rounded(times ? value * right : value / right);
    }
    return value;
  }

  private double signed() {
    if (taken('-')) {
      return -signed();
    }
    return taken('+') ? signed() : atom();
  }

  private double atom() {
    if (taken('(')) {
      double value = sum();
      expect(')');
      return value;
    }
    int begin = at;
    if (Character.isLetter(next())) {
      while (at < text.length() && Character.isLetter(text.charAt(at))) {
        at++;
      }
      return rounded(constant(text.substring(begin, at)));
    }
    begin = at;
    while (at < text.length() && isInNumber(begin)) {
      at++;
    }
    return rounded(Double.parseDouble(text.substring(begin, at).replace("_", "")));
  }

  private boolean isInNumber(int begin) {
    char c = text.charAt(at);
    boolean isExponentSign =
        (c == '+' || c == '-') && at > begin && "eE".indexOf(text.charAt(at - 1)) >= 0;
    return Character.isDigit(c) || "._eE".indexOf(c) >= 0 || isExponentSign;
  }

  private static double constant(String name) {
    return switch (name) {
      case "pi" -> Math.PI;
      case "e" -> Math.E;
      case "inf" -> Double.POSITIVE_INFINITY;
      default -> throw new Unreadable();
    };
  }

  private double rounded(double value) {
    return isSingle ? (float) value : value;
  }

  private boolean taken(char wanted) {
    if (next() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char wanted) {
    if (!taken(wanted)) {
      throw new Unreadable();
    }
  }

  private int next() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : END;
  }
}
