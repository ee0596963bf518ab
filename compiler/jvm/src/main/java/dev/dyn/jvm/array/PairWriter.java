package dev.dyn.jvm.array;

import dev.dyn.jvm.emit.ClassText;
import dev.dyn.jvm.emit.Code;
import dev.dyn.runtime.kernel.Mirrors;
import dev.dyn.runtime.kernel.Sums;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// Writes the method of a loop over pairs: blocks of columns, and in each of them the rows that
/// reach it.
///
/// ```
/// for first = 0, columns, … :  end = min(first + columns, n);  mirrors = 0
///   for row < end:
///     if row is in the block and begins 16 rows: move their lanes out of the mirrors
///     the pairs (row, from ..< end)    where from = max(first, row rounded down to 16)
/// for row < n: the tree over its lanes
/// ```
final class PairWriter {
  private final ClassText text;
  private final MethodVisitor code;
  private final PairPlan plan;
  private final List<Place> places;
  private final PassWriter passes;
  private final List<Integer> outer = new ArrayList<>();
  private final int n;
  private final int first;

  PairWriter(ClassText text, MethodVisitor code, PairPlan plan) {
    this.text = text;
    this.code = code;
    this.plan = plan;
    this.places = plan.loop().tiles().places();
    this.passes = new PassWriter(code, plan.loop());
    this.n = plan.loop().nest().inner();
    this.first = passes.fresh();
  }

  void write() {
    open(0);
    code.visitInsn(Opcodes.RETURN);
  }

  private void open(int axis) {
    List<Integer> extents = plan.loop().nest().outer();
    if (axis == extents.size() - 1) {
      outer.add(passes.fresh());
      blocks();
      passes.count(outer.getLast(), () -> Code.push(code, n), this::finishRow);
      return;
    }
    int at = passes.fresh();
    outer.add(at);
    passes.count(at, () -> Code.push(code, extents.get(axis)), () -> open(axis + 1));
  }

  private void blocks() {
    Label head = new Label();
    Label done = new Label();
    code.visitInsn(Opcodes.ICONST_0);
    code.visitVarInsn(Opcodes.ISTORE, first);
    code.visitLabel(head);
    code.visitVarInsn(Opcodes.ILOAD, first);
    Code.push(code, n);
    code.visitJumpInsn(Opcodes.IF_ICMPGE, done);
    code.visitVarInsn(Opcodes.ILOAD, first);
    Code.push(code, plan.columns());
    code.visitInsn(Opcodes.IADD);
    Code.push(code, n);
    math("min");
    code.visitVarInsn(Opcodes.ISTORE, passes.end());
    plan.mirrors().forEach(this::clear);
    passes.count(outer.getLast(), () -> code.visitVarInsn(Opcodes.ILOAD, passes.end()), this::row);
    code.visitIincInsn(first, plan.columns());
    code.visitJumpInsn(Opcodes.GOTO, head);
    code.visitLabel(done);
  }

  private void math(String name) {
    code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Math", name, "(II)I", false);
  }

  private void clear(int mirror) {
    pushArray(mirror);
    Code.push(code, places.get(mirror).base());
    Code.push(code, plan.columns());
    mirrors("clear", mirror, "II");
  }

  private void mirrors(String name, int mirror, String further) {
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        Mirrors.class.getName().replace('.', '/'),
        name,
        "([" + LaneTree.letter(places.get(mirror).elem()) + further + ")V",
        false);
  }

  private void pushArray(int place) {
    Elem elem = places.get(place).elem();
    Code.pushArray(code, elem);
  }

  private void row() {
    int row = outer.getLast();
    Label known = new Label();
    code.visitVarInsn(Opcodes.ILOAD, row);
    code.visitVarInsn(Opcodes.ILOAD, first);
    code.visitJumpInsn(Opcodes.IF_ICMPLT, known);
    code.visitVarInsn(Opcodes.ILOAD, row);
    Code.push(code, Sums.LANES - 1);
    code.visitInsn(Opcodes.IAND);
    code.visitJumpInsn(Opcodes.IFNE, known);
    for (int k = 0; k < plan.mirrors().size(); k++) {
      takeOut(plan.mirrors().get(k), plan.loop().sums().get(k).lanePlace());
    }
    code.visitLabel(known);
    passes.startRow(outer);
    plan.mirrors().forEach(this::startMirror);
    code.visitVarInsn(Opcodes.ILOAD, first);
    code.visitVarInsn(Opcodes.ILOAD, row);
    Code.push(code, -Sums.LANES);
    code.visitInsn(Opcodes.IAND);
    math("max");
    code.visitVarInsn(Opcodes.ISTORE, passes.from());
    passes.stretch();
  }

  /// Moves the lanes of the 16 rows that begin here to where they belong.
  private void takeOut(int mirror, int lanePlace) {
    pushArray(mirror);
    Code.push(code, places.get(mirror).base());
    code.visitVarInsn(Opcodes.ILOAD, outer.getLast());
    code.visitInsn(Opcodes.IADD);
    code.visitVarInsn(Opcodes.ILOAD, first);
    code.visitInsn(Opcodes.ISUB);
    Code.push(code, plan.columns());
    Code.push(code, places.get(lanePlace).base());
    code.visitVarInsn(Opcodes.ILOAD, outer.getLast());
    Code.push(code, Sums.LANES);
    code.visitInsn(Opcodes.IMUL);
    code.visitInsn(Opcodes.IADD);
    mirrors("takeOut", mirror, "III");
  }

  /// Entry 0 of the mirror's row `row mod 16`, as if the block began with column 0.
  private void startMirror(int mirror) {
    Code.push(code, places.get(mirror).base());
    code.visitVarInsn(Opcodes.ILOAD, outer.getLast());
    Code.push(code, Sums.LANES - 1);
    code.visitInsn(Opcodes.IAND);
    Code.push(code, plan.columns());
    code.visitInsn(Opcodes.IMUL);
    code.visitInsn(Opcodes.IADD);
    code.visitVarInsn(Opcodes.ILOAD, first);
    code.visitInsn(Opcodes.ISUB);
    code.visitVarInsn(Opcodes.ISTORE, passes.base(mirror));
  }

  private void finishRow() {
    passes.startRow(outer);
    plan.loop().sums().forEach(sum -> passes.finishSum(text, sum));
  }
}
