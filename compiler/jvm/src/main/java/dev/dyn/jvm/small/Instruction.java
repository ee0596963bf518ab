package dev.dyn.jvm.small;

import dev.dyn.runtime.tensor.Elem;
import java.util.List;

/// One line of a [ScalarProgram]: a single number from earlier lines, which are given by position.
public sealed interface Instruction {
  Elem elem();

  /// The lines that this one uses.
  List<Integer> args();

  /// Entry `entry` of input `input`.
  record Parameter(int input, int entry, Elem elem) implements Instruction {
    @Override
    public List<Integer> args() {
      return List.of();
    }
  }

  /// A number, as the bits of its kind (0 and 1 for truth values).
  record Literal(Elem elem, long bits) implements Instruction {
    public static Literal of(double value) {
      return new Literal(Elem.F64, Double.doubleToRawLongBits(value));
    }

    public static Literal of(float value) {
      return new Literal(Elem.F32, Float.floatToRawIntBits(value));
    }

    public static Literal of(long value) {
      return new Literal(Elem.I64, value);
    }

    public static Literal of(boolean value) {
      return new Literal(Elem.BOOL, value ? 1 : 0);
    }

    @Override
    public List<Integer> args() {
      return List.of();
    }
  }

  /// A static method applied to numbers.
  record Apply(Method method, List<Integer> args) implements Instruction {
    public Apply {
      args = List.copyOf(args);
    }

    @Override
    public Elem elem() {
      return method.result();
    }
  }
}
