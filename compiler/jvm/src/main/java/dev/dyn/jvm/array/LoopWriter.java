package dev.dyn.jvm.array;

import dev.dyn.jvm.emit.ClassText;
import dev.dyn.jvm.emit.Code;
import dev.dyn.jvm.emit.ScalarMachine;
import dev.dyn.runtime.kernel.Sums;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// Writes the method of one loop nest: plain loops outside, and along the innermost axis vectors,
/// tile by tile where whole tiles go through a function.
final class LoopWriter {
  private final ClassText text;
  private final MethodVisitor code;
  private final LoopPlan plan;
  private final List<Place> places;
  private final PassWriter passes;
  private final List<Integer> outerIndices = new ArrayList<>();

  LoopWriter(ClassText text, MethodVisitor code, LoopPlan plan) {
    this.text = text;
    this.code = code;
    this.plan = plan;
    this.places = plan.tiles().places();
    this.passes = new PassWriter(code, plan);
  }

  void write() {
    passes.start();
    openOuter(0);
    code.visitInsn(Opcodes.RETURN);
  }

  private void openOuter(int axis) {
    if (axis == plan.nest().outer().size()) {
      writeRow();
      return;
    }
    int at = passes.fresh();
    outerIndices.add(at);
    passes.count(
        at, () -> Code.push(code, plan.nest().outer().get(axis)), () -> openOuter(axis + 1));
  }

  /// Everything along the innermost axis.
  private void writeRow() {
    passes.startRow(outerIndices);
    plan.sums().forEach(this::startSum);
    int n = plan.nest().inner();
    int from = passes.from();
    boolean isTiled = plan.tile() < n;
    Label head = new Label();
    Label done = new Label();
    code.visitInsn(Opcodes.ICONST_0);
    code.visitVarInsn(Opcodes.ISTORE, from);
    code.visitLabel(head);
    if (isTiled) {
      code.visitVarInsn(Opcodes.ILOAD, from);
      Code.push(code, n);
      code.visitJumpInsn(Opcodes.IF_ICMPGE, done);
      code.visitVarInsn(Opcodes.ILOAD, from);
      Code.push(code, plan.tile());
      code.visitInsn(Opcodes.IADD);
      Code.push(code, n);
      code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Math", "min", "(II)I", false);
    } else {
      Code.push(code, n);
    }
    code.visitVarInsn(Opcodes.ISTORE, passes.end());
    passes.stretch();
    if (isTiled) {
      code.visitIincInsn(from, plan.tile());
      code.visitJumpInsn(Opcodes.GOTO, head);
    }
    code.visitLabel(done);
    plan.sums().forEach(sum -> passes.finishSum(text, sum));
  }

  /// Fills the virtual lanes with what changes nothing.
  private void startSum(LoopLines.Sum sum) {
    Place lanes = places.get(sum.lanePlace());
    Code.pushArray(code, lanes.elem());
    Code.push(code, lanes.base());
    Code.push(code, lanes.base() + Sums.LANES);
    new ScalarMachine().literal(code, Neutral.of(sum.fold().fn(), lanes.elem()));
    String number = LaneTree.letter(lanes.elem());
    if (lanes.elem() == Elem.BOOL) {
      code.visitInsn(Opcodes.I2L);
    }
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        "java/util/Arrays",
        "fill",
        "([" + number + "II" + number + ")V",
        false);
  }
}
