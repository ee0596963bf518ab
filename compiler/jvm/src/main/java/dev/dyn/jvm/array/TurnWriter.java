package dev.dyn.jvm.array;

import dev.dyn.jvm.emit.ClassText;
import dev.dyn.jvm.emit.Code;
import dev.dyn.jvm.small.Feedback;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// Writes the turns of a loop.
///
/// ```
/// before = given
/// for (turn = 0; turn < length; turn++) { stage0(…, turn); stage1(…, turn); …; before = after }
/// ```
record TurnWriter(ClassText text, String name, Turns turns) {
  private static final String STAGE = "(" + ClassText.ARRAYS + ClassText.ARRAYS + ")V";

  /// Of the methods of stages: after the arrays the number of the turn.
  static final String DESCRIPTOR = "(" + ClassText.ARRAYS + ClassText.ARRAYS + "I)V";

  /// Writes the methods of a stage.
  interface Stages {
    void write(String method, Stage stage);
  }

  /// @param suffixes of the methods of loop nests
  void write(List<String> suffixes, Stages stages) {
    for (int k = 0; k < turns.stages().size(); k++) {
      stages.write(method(k), turns.stages().get(k));
    }
    for (String suffix : suffixes) {
      text.staticMethod(name + suffix, STAGE, code -> loop(code, suffix));
    }
  }

  private String method(int stage) {
    return name + "_" + stage;
  }

  private void loop(MethodVisitor code, String suffix) {
    int turn = PassWriter.FIRST_ROW;
    Label head = new Label();
    Feedback.copy(code, 0, turns.before(), turns.given(), 1);
    code.visitInsn(Opcodes.ICONST_0);
    code.visitVarInsn(Opcodes.ISTORE, turn);
    code.visitLabel(head);
    for (int k = 0; k < turns.stages().size(); k++) {
      for (int local = 0; local <= turn; local++) {
        code.visitVarInsn(local < turn ? Opcodes.ALOAD : Opcodes.ILOAD, local);
      }
      boolean hasTwo = ArrayKernel.hasTwoForms(turns.stages().get(k));
      text.callStatic(code, method(k) + (hasTwo ? suffix : ""), DESCRIPTOR);
    }
    Feedback.copy(code, 0, turns.before(), turns.after(), 1);
    code.visitIincInsn(turn, 1);
    code.visitVarInsn(Opcodes.ILOAD, turn);
    Code.push(code, turns.length());
    code.visitJumpInsn(Opcodes.IF_ICMPLT, head);
    code.visitInsn(Opcodes.RETURN);
  }
}
