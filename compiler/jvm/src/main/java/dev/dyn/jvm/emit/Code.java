package dev.dyn.jvm.emit;

import dev.dyn.runtime.tensor.Elem;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// Instructions that need a choice of form.
public final class Code {
  private Code() {}

  public static void push(MethodVisitor code, int value) {
    if (value >= -1 && value <= 5) {
      code.visitInsn(Opcodes.ICONST_0 + value);
    } else if (value >= Byte.MIN_VALUE && value <= Byte.MAX_VALUE) {
      code.visitIntInsn(Opcodes.BIPUSH, value);
    } else if (value >= Short.MIN_VALUE && value <= Short.MAX_VALUE) {
      code.visitIntInsn(Opcodes.SIPUSH, value);
    } else {
      code.visitLdcInsn(value);
    }
  }

  public static void push(MethodVisitor code, long value) {
    if (value == 0 || value == 1) {
      code.visitInsn(value == 0 ? Opcodes.LCONST_0 : Opcodes.LCONST_1);
    } else {
      code.visitLdcInsn(value);
    }
  }

  public static void push(MethodVisitor code, double value) {
    code.visitLdcInsn(value);
  }

  /// Pushes the memory's array for entries of kind `elem`.
  public static void pushArray(MethodVisitor code, Elem elem) {
    code.visitVarInsn(Opcodes.ALOAD, array(elem));
  }

  /// The local variable with the memory's array for entries of kind `elem`.
  public static int array(Elem elem) {
    return switch (elem) {
      case F64 -> Machine.F64;
      case F32 -> Machine.F32;
      case I64, BOOL -> Machine.I64;
    };
  }

  /// Loads or stores an array element, by the opcode for doubles, floats or longs.
  public static void element(MethodVisitor code, Elem elem, boolean isLoad) {
    int opcode =
        switch (elem) {
          case F64 -> isLoad ? Opcodes.DALOAD : Opcodes.DASTORE;
          case F32 -> isLoad ? Opcodes.FALOAD : Opcodes.FASTORE;
          case I64, BOOL -> isLoad ? Opcodes.LALOAD : Opcodes.LASTORE;
        };
    code.visitInsn(opcode);
  }

  public static void loadElement(MethodVisitor code, Elem elem) {
    element(code, elem, true);
    if (elem == Elem.BOOL) {
      code.visitInsn(Opcodes.L2I);
    }
  }

  public static void storeElement(MethodVisitor code, Elem elem) {
    if (elem == Elem.BOOL) {
      code.visitInsn(Opcodes.I2L);
    }
    element(code, elem, false);
  }
}
