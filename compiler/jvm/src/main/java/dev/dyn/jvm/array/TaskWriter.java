package dev.dyn.jvm.array;

import dev.dyn.jvm.emit.Code;
import dev.dyn.jvm.small.Places;
import dev.dyn.runtime.kernel.Gemm;
import dev.dyn.runtime.kernel.Lookups;
import dev.dyn.runtime.kernel.Sums;
import dev.dyn.runtime.kernel.WindowSums;
import dev.dyn.runtime.random.DrawArrays;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// Writes calls of the runtime's kernels.
record TaskWriter(MethodVisitor code, Map<Root, Integer> buffers, Map<Root, Integer> tables) {
  /// A local variable after the six arrays.
  private static final int COUNTER = 6;

  void write(Work.Task task) {
    List<View> args = task.args();
    List<View> targets = task.targets();
    switch (task.call()) {
      case RuntimeCall.Product product ->
          product(product, args.get(0), args.get(1), targets.getFirst());
      case RuntimeCall.ColumnSums(int m, int n) -> {
        View x = args.getFirst();
        pushStretch(x);
        push(n, m, n);
        pushStretch(targets.getFirst());
        String numbers = numbers(x);
        call(Sums.class, "columnSums", "(" + numbers + "IIII" + numbers + "I)V");
      }
      case RuntimeCall.Extreme(boolean isLargest, int rows, int n) -> {
        push(rows, n);
        pushStretch(args.getFirst());
        pushStretch(targets.getFirst());
        String descriptor = "(II" + numbers(args.getFirst()) + "I[JI)V";
        call(Lookups.class, isLargest ? "largest" : "smallest", descriptor);
      }
      case RuntimeCall.Gather(Places places, int site) ->
          lookup("gather", places, site, args, targets);
      case RuntimeCall.Scatter(Places places, int site) ->
          lookup("scatter", places, site, args, targets);
      case RuntimeCall.WindowSums(var axes, int n, int total, int offset) -> {
        axes.forEach(number -> push(number));
        push(n, total, offset);
        pushStretch(args.getFirst());
        pushStretch(targets.getFirst());
        String numbers = numbers(args.getFirst());
        call(WindowSums.class, "add", "(IIIIIIIIIII" + numbers + "I" + numbers + "I)V");
      }
      case RuntimeCall.StandardDraws draws -> draws(draws, args.getFirst(), targets.getFirst());
      case RuntimeCall.Interpreted _, RuntimeCall.Scan _ ->
          throw new IllegalStateException("this task is no static call: " + task.call());
    }
    code.visitInsn(Opcodes.RETURN);
  }

  private void lookup(String name, Places places, int site, List<View> args, List<View> targets) {
    for (int k = 0; k < places.extents().size(); k++) {
      pushStretch(args.get(k + 1));
      push(places.extents().get(k), places.batch() * places.where(), site);
      pushStretch(targets.get(1));
      call(Lookups.class, k == 0 ? "firstPlaces" : "furtherPlaces", "([JIIII[JI)V");
    }
    push(places.batch(), places.where(), places.looked(), places.rest());
    pushStretch(targets.get(1));
    pushStretch(args.getFirst());
    pushStretch(targets.getFirst());
    String numbers = numbers(args.getFirst());
    call(Lookups.class, name, "(IIII[JI" + numbers + "I" + numbers + "I)V");
  }

  private void draws(RuntimeCall.StandardDraws draws, View streams, View target) {
    String law = draws.isNormal() ? "Normal" : "Uniform";
    String numbers = numbers(target);
    if (draws.each() == 1 && target.root().elem() == Elem.F64) {
      pushStretch(streams);
      Code.push(code, 0L);
      pushStretch(target);
      push(draws.streams());
      call(DrawArrays.class, "across" + law, "([JIJ[DII)V");
      return;
    }
    Label head = new Label();
    code.visitInsn(Opcodes.ICONST_0);
    code.visitVarInsn(Opcodes.ISTORE, COUNTER);
    code.visitLabel(head);
    pushStretch(streams);
    code.visitVarInsn(Opcodes.ILOAD, COUNTER);
    code.visitInsn(Opcodes.IADD);
    Code.loadElement(code, Elem.I64);
    Code.push(code, 0L);
    pushMatrix(target, draws.each());
    push(draws.each());
    call(DrawArrays.class, "fill" + law, "(JJ" + numbers + "II)V");
    code.visitIincInsn(COUNTER, 1);
    code.visitVarInsn(Opcodes.ILOAD, COUNTER);
    push(draws.streams());
    code.visitJumpInsn(Opcodes.IF_ICMPLT, head);
  }

  /// `for (b = 0; b < batch; b++) Gemm.multiply(…)`.
  private void product(RuntimeCall.Product product, View left, View right, View target) {
    Label head = new Label();
    code.visitInsn(Opcodes.ICONST_0);
    code.visitVarInsn(Opcodes.ISTORE, COUNTER);
    code.visitLabel(head);
    push(product.rows(), product.columns(), product.inner());
    pushMatrix(left, left.strides().get(0));
    push(left.strides().get(1), left.strides().get(2));
    pushMatrix(right, right.strides().get(0));
    push(right.strides().get(1), right.strides().get(2));
    pushMatrix(target, product.rows() * product.columns());
    push(product.columns());
    String numbers = numbers(target);
    call(Gemm.class, "multiply", "(III" + numbers + "III" + numbers + "III" + numbers + "II)V");
    code.visitIincInsn(COUNTER, 1);
    code.visitVarInsn(Opcodes.ILOAD, COUNTER);
    push(product.batch());
    code.visitJumpInsn(Opcodes.IF_ICMPLT, head);
  }

  private void pushMatrix(View view, int perBatch) {
    pushStretch(view);
    code.visitVarInsn(Opcodes.ILOAD, COUNTER);
    push(perBatch);
    code.visitInsn(Opcodes.IMUL);
    code.visitInsn(Opcodes.IADD);
  }

  private void pushStretch(View view) {
    int array = Code.array(view.root().elem());
    boolean isTable = view.root() instanceof Root.Table;
    code.visitVarInsn(Opcodes.ALOAD, isTable ? AccessMachine.TABLES + array : array);
    push((isTable ? tables : buffers).get(view.root()) + view.offset());
  }

  private void push(int... values) {
    for (int value : values) {
      Code.push(code, value);
    }
  }

  private static String numbers(View view) {
    Elem elem = view.root().elem();
    return "[" + LaneTree.letter(elem);
  }

  private void call(Class<?> owner, String name, String descriptor) {
    String internal = owner.getName().replace('.', '/');
    code.visitMethodInsn(Opcodes.INVOKESTATIC, internal, name, descriptor, false);
  }
}
