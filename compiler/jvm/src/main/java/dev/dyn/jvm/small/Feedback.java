package dev.dyn.jvm.small;

import dev.dyn.jvm.emit.Code;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// Copies outputs onto the first inputs, between two rounds of an iteration.
public final class Feedback {
  private Feedback() {}

  /// @param arrays the first of three local variables with the arrays of the memory
  public static void copy(
      MethodVisitor code, int arrays, List<Slot> inputs, List<Slot> outputs, int lanes) {
    for (int k = 0; k < outputs.size(); k++) {
      int array = arrays + index(outputs.get(k).elem());
      code.visitVarInsn(Opcodes.ALOAD, array);
      Code.push(code, outputs.get(k).offset());
      code.visitVarInsn(Opcodes.ALOAD, array);
      Code.push(code, inputs.get(k).offset());
      Code.push(code, outputs.get(k).size() * lanes);
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          "java/lang/System",
          "arraycopy",
          "(Ljava/lang/Object;ILjava/lang/Object;II)V",
          false);
    }
  }

  private static int index(Elem elem) {
    return switch (elem) {
      case F64 -> 0;
      case F32 -> 1;
      case I64, BOOL -> 2;
    };
  }
}
