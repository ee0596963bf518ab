package dev.dyn.jvm.emit;

import dev.dyn.jvm.small.Method;
import dev.dyn.runtime.math.Arithmetic;
import dev.dyn.runtime.math.Elementary;
import java.util.Optional;

/// Which functions a [VectorMachine] cannot apply in registers, and what to do with them.
public interface VectorCalls {
  Optional<ThroughMemory> find(VectorMachine machine, Method method);

  /// For loops that meet no such functions, because they give them whole tiles of an array.
  static VectorCalls none() {
    return (_, _) -> Optional.empty();
  }

  /// Whether vectors have an instruction for the function.
  static boolean isInRegisters(Method method) {
    boolean isArithmetic = method.owner() == Arithmetic.class && !method.name().equals("mod");
    return isArithmetic || isRoot(method);
  }

  /// Square root and absolute value, which vectors have under the same names.
  private static boolean isRoot(Method method) {
    return method.owner() == Elementary.class
        && switch (method.name()) {
          case "sqrt", "abs" -> true;
          default -> false;
        };
  }
}
