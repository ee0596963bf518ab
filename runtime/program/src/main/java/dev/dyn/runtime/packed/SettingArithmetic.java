package dev.dyn.runtime.packed;

import dev.dyn.runtime.math.Elementary;
import dev.dyn.runtime.packed.SettingNumber.Real;
import dev.dyn.runtime.packed.SettingNumber.Whole;
import java.util.List;

/// The operators and functions of the language on single numbers, as the compiler's code computes
/// them: each operation is rounded to the precision of the program, whole exponents multiply
/// repeatedly.
///
/// @param isSingle whether the precision is f32
record SettingArithmetic(boolean isSingle) {
  /// Up to here `x^n` is repeated multiplication.
  private static final long LARGEST_EXPONENT = 64;

  /// Functions of reals that give reals.
  private static final List<String> FUNCTIONS =
      List.of(
          "exp", "expm1", "log", "log1p", "log2", "log10", "sqrt", "cbrt", "pow", "sin", "cos",
          "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "hypot", "erf", "erfc",
          "gamma", "lgamma", "digamma", "sigmoid");

  Real real(double value) {
    return new Real(isSingle ? (float) value : value);
  }

  double value(SettingNumber x) {
    return switch (x) {
      case Real(double value) -> value;
      case Whole(long value) -> isSingle ? (float) value : (double) value;
    };
  }

  SettingNumber negated(SettingNumber x) {
    return switch (x) {
      case Real(double value) -> new Real(-value);
      case Whole(long value) -> new Whole(Math.negateExact(value));
    };
  }

  /// @param operator one of `+ - * /`, `div`, `mod`
  /// @throws ArithmeticException if a whole number becomes too large, or is divided by 0
  SettingNumber combined(String operator, SettingNumber x, SettingNumber y) {
    if (x instanceof Whole(long a) && y instanceof Whole(long b)) {
      switch (operator) {
        case "+" -> {
          return new Whole(Math.addExact(a, b));
        }
        case "-" -> {
          return new Whole(Math.subtractExact(a, b));
        }
        case "*" -> {
          return new Whole(Math.multiplyExact(a, b));
        }
        case "div" -> {
          return new Whole(Math.floorDiv(a, b));
        }
        case "mod" -> {
          return new Whole(Math.floorMod(a, b));
        }
        default -> {}
      }
    }
    double a = value(x);
    double b = value(y);
    return switch (operator) {
      case "+" -> real(a + b);
      case "-" -> real(a - b);
      case "*" -> real(a * b);
      case "/" -> real(a / b);
      default -> throw new ArithmeticException(operator + " of reals");
    };
  }

  SettingNumber power(SettingNumber x, SettingNumber y) {
    if (y instanceof Whole(long n) && Math.abs(n) <= LARGEST_EXPONENT) {
      return x instanceof Whole && n < 0 ? power(real(value(x)), n) : power(x, n);
    }
    return call("pow", List.of(x, y));
  }

  /// By squaring: `x^5` is `x*((x*x)*(x*x))`.
  private SettingNumber power(SettingNumber x, long n) {
    SettingNumber one = x instanceof Whole ? new Whole(1) : new Real(1);
    if (n < 0) {
      return combined("/", one, power(x, -n));
    }
    SettingNumber product = one;
    SettingNumber square = x;
    boolean isFirst = true;
    for (long rest = n; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        product = isFirst ? square : combined("*", product, square);
        isFirst = false;
      }
      if (rest > 1) {
        square = combined("*", square, square);
      }
    }
    return product;
  }

  /// @throws ArithmeticException if there is no such function of so many numbers
  SettingNumber call(String name, List<SettingNumber> arguments) {
    if (!FUNCTIONS.contains(name)) {
      throw new ArithmeticException("no function " + name);
    }
    Class<?> kind = isSingle ? float.class : double.class;
    Class<?>[] kinds = new Class<?>[arguments.size()];
    Object[] values = new Object[kinds.length];
    for (int k = 0; k < kinds.length; k++) {
      double value = value(arguments.get(k));
      kinds[k] = kind;
      values[k] = isSingle ? (Object) (float) value : (Object) value;
    }
    try {
      Number result = (Number) Elementary.class.getMethod(name, kinds).invoke(null, values);
      return new Real(result.doubleValue());
    } catch (ReflectiveOperationException e) {
      throw new ArithmeticException(name + " of " + arguments.size() + " numbers");
    }
  }
}
