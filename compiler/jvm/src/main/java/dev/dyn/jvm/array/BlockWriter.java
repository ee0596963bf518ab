package dev.dyn.jvm.array;

import dev.dyn.jvm.emit.ClassText;
import dev.dyn.jvm.emit.Code;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// Writes the loop over blocks of rows.
///
/// ```
/// for (row = 0; row < whole; row += height) { member0(…, row); member1(…, row); … }
/// member0Rest(…, row); member1Rest(…, row); …
/// ```
record BlockWriter(ClassText text, String name, Stage.Blocked blocked) {
  private static final String STAGE = "(" + ClassText.ARRAYS + ClassText.ARRAYS + ")V";

  /// Of methods for one block: after the arrays its first row.
  static final String DESCRIPTOR = "(" + ClassText.ARRAYS + ClassText.ARRAYS + "I)V";

  /// Writes the methods of a member for blocks of `height` rows.
  interface Members {
    void write(String method, Stage.Member member, int height);
  }

  /// @param suffixes of the methods of loops
  void write(List<String> suffixes, Members members) {
    for (int k = 0; k < blocked.members().size(); k++) {
      members.write(method(k, ""), blocked.members().get(k), blocked.height());
      if (blocked.rest() > 0) {
        members.write(method(k, "Rest"), blocked.members().get(k), blocked.rest());
      }
    }
    for (String suffix : suffixes) {
      text.staticMethod(name + suffix, STAGE, code -> loop(code, suffix));
    }
  }

  private String method(int member, String part) {
    return name + "_" + member + part;
  }

  private void loop(MethodVisitor code, String suffix) {
    int row = PassWriter.FIRST_ROW;
    Label head = new Label();
    code.visitInsn(Opcodes.ICONST_0);
    code.visitVarInsn(Opcodes.ISTORE, row);
    code.visitLabel(head);
    calls(code, "", suffix);
    code.visitIincInsn(row, blocked.height());
    code.visitVarInsn(Opcodes.ILOAD, row);
    Code.push(code, blocked.rows() - blocked.rest());
    code.visitJumpInsn(Opcodes.IF_ICMPLT, head);
    if (blocked.rest() > 0) {
      calls(code, "Rest", suffix);
    }
    code.visitInsn(Opcodes.RETURN);
  }

  private void calls(MethodVisitor code, String part, String suffix) {
    for (int k = 0; k < blocked.members().size(); k++) {
      for (int array = 0; array < PassWriter.FIRST_ROW; array++) {
        code.visitVarInsn(Opcodes.ALOAD, array);
      }
      code.visitVarInsn(Opcodes.ILOAD, PassWriter.FIRST_ROW);
      boolean isLoop = blocked.members().get(k) instanceof Stage.Member.Nest;
      text.callStatic(code, method(k, part) + (isLoop ? suffix : ""), DESCRIPTOR);
    }
  }
}
