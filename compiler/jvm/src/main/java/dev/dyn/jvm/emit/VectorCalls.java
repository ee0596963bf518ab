package dev.dyn.jvm.emit;

import dev.dyn.jvm.small.Method;
import dev.dyn.runtime.math.Elementary;
import java.util.List;
import org.objectweb.asm.MethodVisitor;

/// How a [VectorMachine] applies functions other than arithmetic.
public interface VectorCalls {
  /// Whether the function has a vector form that stays in registers.
  boolean isInline(Method method);

  Kind apply(MethodVisitor code, VectorMachine machine, Method method, List<Kind> args);

  /// The functions that vectors have themselves.
  static boolean isVectorMethod(Method method) {
    return method.owner() == Elementary.class
        && switch (method.name()) {
          case "sqrt", "abs" -> true;
          default -> false;
        };
  }

  /// Only functions that vectors have themselves: for loops that give all others whole tiles of an array.
  static VectorCalls inRegisters() {
    return new VectorCalls() {
      @Override
      public boolean isInline(Method method) {
        return isVectorMethod(method);
      }

      @Override
      public Kind apply(
          MethodVisitor code, VectorMachine machine, Method method, List<Kind> args) {
        machine.kind(method.result()).call(code, method.name(), 1);
        return Kind.of(method.result());
      }
    };
  }
}
