package dev.dyn.jvm.array;

import dev.dyn.jvm.emit.ClassText;
import dev.dyn.jvm.emit.Code;
import dev.dyn.jvm.emit.Kind;
import dev.dyn.jvm.emit.ScalarMachine;
import dev.dyn.jvm.small.Method;
import dev.dyn.runtime.kernel.Sums;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// The end of a reduction: `lane[l] = combine(lane[l], lane[l + w])` for l < w with w = 8, 4, 2, 1.
/// See `dev.dyn.runtime.kernel.Sums`.
final class LaneTree {
  private LaneTree() {}

  /// From `[array, offset]` to the combined lanes, by a method that the class has once.
  static void call(ClassText text, MethodVisitor code, Method combine) {
    Elem elem = combine.parameters().getFirst();
    String number = letter(elem);
    String descriptor = "([" + number + "I)" + number;
    String name = "lanes_" + combine.name() + "_" + elem.label();
    text.sharedMethod(name, descriptor, body -> write(body, combine, elem));
    text.callStatic(code, name, descriptor);
  }

  static String letter(Elem elem) {
    return switch (elem) {
      case F64 -> "D";
      case F32 -> "F";
      case I64, BOOL -> "J";
    };
  }

  private static void write(MethodVisitor code, Method combine, Elem elem) {
    ScalarMachine machine = new ScalarMachine();
    List<Kind> kinds = List.of(Kind.of(elem), Kind.of(elem));
    for (int width = Sums.LANES / 2; width >= 1; width /= 2) {
      for (int lane = 0; lane < width; lane++) {
        pushPlace(code, lane);
        pushPlace(code, lane);
        Code.loadElement(code, elem);
        pushPlace(code, lane + width);
        Code.loadElement(code, elem);
        machine.apply(code, combine, kinds);
        Code.storeElement(code, elem);
      }
    }
    pushPlace(code, 0);
    Code.element(code, elem, true);
    code.visitInsn(
        switch (elem) {
          case F64 -> Opcodes.DRETURN;
          case F32 -> Opcodes.FRETURN;
          case I64, BOOL -> Opcodes.LRETURN;
        });
  }

  private static void pushPlace(MethodVisitor code, int lane) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ILOAD, 1);
    Code.push(code, lane);
    code.visitInsn(Opcodes.IADD);
  }
}
