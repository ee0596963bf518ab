package dev.dyn.jvm.small;

import dev.dyn.compiler.ir.Block;
import dev.dyn.jvm.emit.Code;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import java.util.stream.IntStream;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// How outputs become the first inputs, between two rounds of an iteration.
public final class Feedback {
  private Feedback() {}

  /// Whether results have the types of the first parameters.
  public static boolean isPossible(Block block) {
    int results = block.results().size();
    return results <= block.parameters().size()
        && IntStream.range(0, results)
            .allMatch(k -> block.results().get(k).type().equals(block.parameters().get(k).type()));
  }

  /// Throws, for kernels that cannot be iterated.
  public static void refuse(MethodVisitor code) {
    String exception = "java/lang/UnsupportedOperationException";
    code.visitTypeInsn(Opcodes.NEW, exception);
    code.visitInsn(Opcodes.DUP);
    code.visitLdcInsn("the outputs of this kernel do not fit its first inputs");
    code.visitMethodInsn(
        Opcodes.INVOKESPECIAL, exception, "<init>", "(Ljava/lang/String;)V", false);
    code.visitInsn(Opcodes.ATHROW);
  }

  /// Takes one from the long in local variable `times`.
  public static void countDown(MethodVisitor code, int times) {
    code.visitVarInsn(Opcodes.LLOAD, times);
    code.visitInsn(Opcodes.LCONST_1);
    code.visitInsn(Opcodes.LSUB);
    code.visitVarInsn(Opcodes.LSTORE, times);
  }

  /// Copies every output that is not where the input is.
  ///
  /// @param arrays the first of three local variables with the arrays of the memory
  public static void copy(
      MethodVisitor code, int arrays, List<Slot> inputs, List<Slot> outputs, int lanes) {
    for (int k = 0; k < outputs.size(); k++) {
      if (outputs.get(k).equals(inputs.get(k))) {
        continue;
      }
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
