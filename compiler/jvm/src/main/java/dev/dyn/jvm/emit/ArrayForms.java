package dev.dyn.jvm.emit;

import dev.dyn.jvm.small.Method;
import dev.dyn.runtime.math.ArrayElementary;
import dev.dyn.runtime.math.Elementary;
import dev.dyn.runtime.random.DrawArrays;
import dev.dyn.runtime.random.Draws;
import dev.dyn.runtime.tensor.Elem;
import java.util.Arrays;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// The functions that treat whole stretches of an array in one call: those of
/// `dev.dyn.runtime.math.ArrayElementary`, and the standard draws of
/// `dev.dyn.runtime.random.DrawArrays`.
public final class ArrayForms {
  private ArrayForms() {}

  /// Whether the function has an array form.
  public static boolean has(Method method) {
    return method.owner() == Elementary.class
        && Arrays.stream(ArrayElementary.class.getMethods())
            .anyMatch(m ->
                m.getName().equals(method.name())
                    && m.getParameterCount() == 2 * method.parameters().size() + 3
                    && m.getParameterTypes()[0].descriptorString().equals(array(method)));
  }

  private static String array(Method method) {
    return method.result() == Elem.F32 ? "[F" : "[D";
  }

  /// From an array and an offset for each argument and for the result, and the number of entries.
  public static void call(MethodVisitor code, Method method) {
    String stretch = array(method) + "I";
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        ArrayElementary.class.getName().replace('.', '/'),
        method.name(),
        "(" + stretch.repeat(method.parameters().size() + 1) + "I)V",
        false);
  }

  /// Whether the method is a standard draw of a kind that is made for many streams at once.
  static boolean isStandardDraw(Method method) {
    return method.owner() == Draws.class
        && method.parameters().size() == 2
        && switch (method.name()) {
          case "normal", "uniform" -> true;
          default -> false;
        };
  }

  /// From streams and their offset, the index, the array and offset of the results, and the number
  /// of streams.
  static void callDraws(MethodVisitor code, Method method) {
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        DrawArrays.class.getName().replace('.', '/'),
        method.name().equals("normal") ? "acrossNormal" : "acrossUniform",
        "([JIJ[DII)V",
        false);
  }
}
