package dev.dyn.runtime.packed;

import dev.dyn.runtime.packed.SettingNumber.Real;
import dev.dyn.runtime.packed.SettingNumber.Whole;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the value of a setting, as far as a program without its compiler can: numbers, `pi`, `e`,
/// `inf`, the operators of the language, elementary functions, brackets, and lists of such, nested
/// for matrices.
final class SettingText {
  private static final int END = -1;

  private final String text;
  private final SettingArithmetic arithmetic;
  private int at;

  private SettingText(String text, SettingArithmetic arithmetic) {
    this.text = text;
    this.arithmetic = arithmetic;
  }

  /// A value as the program takes it, and as it is shown: of whole numbers where it has no others.
  record Read(Tensor real, Tensor shown) {}

  /// A text that is no value.
  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unreadable() {
      super("", null, false, false);
    }
  }

  /// A list, or a number without entries.
  private record Entries(SettingNumber number, List<Entries> list) {}

  /// The value, or nothing if the text is none.
  static Optional<Read> read(String text, Elem elem) {
    SettingArithmetic arithmetic = new SettingArithmetic(elem == Elem.F32);
    SettingText reader = new SettingText(text, arithmetic);
    try {
      Entries value = reader.list();
      if (reader.next() != END) {
        return Optional.empty();
      }
      List<Integer> extents = new ArrayList<>();
      List<SettingNumber> numbers = new ArrayList<>();
      flatten(value, 0, extents, numbers);
      Shape shape = new Shape(extents.stream().mapToInt(Integer::intValue).toArray());
      Tensor real = reals(shape, numbers, elem, arithmetic);
      boolean isWhole = numbers.stream().allMatch(Whole.class::isInstance);
      return Optional.of(new Read(real, isWhole ? wholes(shape, numbers) : real));
    } catch (Unreadable | NumberFormatException | ArithmeticException _) {
      return Optional.empty();
    }
  }

  private static Tensor reals(
      Shape shape, List<SettingNumber> numbers, Elem elem, SettingArithmetic arithmetic) {
    Tensor tensor = Tensor.zeros(elem, shape);
    for (int k = 0; k < numbers.size(); k++) {
      double value = arithmetic.value(numbers.get(k));
      switch (tensor) {
        case Tensor.F64(_, double[] values) -> values[k] = value;
        case Tensor.F32(_, float[] values) -> values[k] = (float) value;
        case Tensor.I64 _, Tensor.Bool _ -> throw new IllegalArgumentException("settings are real");
      }
    }
    return tensor;
  }

  private static Tensor wholes(Shape shape, List<SettingNumber> numbers) {
    long[] values = new long[numbers.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = ((Whole) numbers.get(k)).value();
    }
    return new Tensor.I64(shape, values);
  }

  private static void flatten(
      Entries value, int depth, List<Integer> extents, List<SettingNumber> numbers) {
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
    return new Entries(new Whole(0), entries);
  }

  private SettingNumber sum() {
    SettingNumber value = product();
    while (next() == '+' || next() == '-') {
      String operator = text.substring(at, ++at);
      value = arithmetic.combined(operator, value, product());
    }
    return value;
  }

  private SettingNumber product() {
    SettingNumber value = signed();
    while (true) {
      Optional<String> operator = factorOperator();
      if (operator.isEmpty()) {
        return value;
      }
      at += operator.get().length();
      value = arithmetic.combined(operator.get(), value, signed());
    }
  }

  private Optional<String> factorOperator() {
    int first = next();
    if (first == '*' || first == '/') {
      return Optional.of(text.substring(at, at + 1));
    }
    String word = Character.isLetter(first) ? wordAt(at) : "";
    return Optional.of(word).filter(w -> w.equals("div") || w.equals("mod"));
  }

  private String wordAt(int begin) {
    int end = begin;
    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    return text.substring(begin, end);
  }

  private SettingNumber signed() {
    if (taken('-')) {
      return arithmetic.negated(signed());
    }
    return taken('+') ? signed() : power();
  }

  /// `a^b^c` is `a^(b^c)`, and `2^-1` is a half.
  private SettingNumber power() {
    SettingNumber base = atom();
    return taken('^') ? arithmetic.power(base, signed()) : base;
  }

  private SettingNumber atom() {
    if (taken('(')) {
      SettingNumber value = sum();
      expect(')');
      return value;
    }
    if (Character.isLetter(next())) {
      String name = wordAt(at);
      at += name.length();
      return next() == '(' ? arithmetic.call(name, arguments()) : constant(name);
    }
    int begin = at;
    while (at < text.length() && isInNumber(begin)) {
      at++;
    }
    String number = text.substring(begin, at).replace("_", "");
    return number.chars().allMatch(Character::isDigit)
        ? new Whole(Long.parseLong(number))
        : arithmetic.real(Double.parseDouble(number));
  }

  private List<SettingNumber> arguments() {
    expect('(');
    List<SettingNumber> arguments = new ArrayList<>();
    do {
      arguments.add(sum());
    } while (taken(','));
    expect(')');
    return arguments;
  }

  private boolean isInNumber(int begin) {
    char c = text.charAt(at);
    boolean isExponentSign =
        (c == '+' || c == '-') && at > begin && "eE".indexOf(text.charAt(at - 1)) >= 0;
    return Character.isDigit(c) || "._eE".indexOf(c) >= 0 || isExponentSign;
  }

  private Real constant(String name) {
    return arithmetic.real(
        switch (name) {
          case "pi" -> Math.PI;
          case "e" -> Math.E;
          case "inf" -> Double.POSITIVE_INFINITY;
          default -> throw new Unreadable();
        });
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
