package dev.dyn.jvm.array;

import dev.dyn.jvm.emit.Code;
import dev.dyn.jvm.small.Places;
import dev.dyn.runtime.kernel.Epilogue;
import dev.dyn.runtime.kernel.Extremes;
import dev.dyn.runtime.kernel.Gemm;
import dev.dyn.runtime.kernel.Lookups;
import dev.dyn.runtime.kernel.Sums;
import dev.dyn.runtime.kernel.UnfoldedProducts;
import dev.dyn.runtime.kernel.WindowProducts;
import dev.dyn.runtime.kernel.WindowSums;
import dev.dyn.runtime.random.DrawArrays;
import dev.dyn.runtime.tensor.Elem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// Writes calls of the runtime's kernels.
final class TaskWriter {
  /// A local variable after the six arrays and the first row of a block or the turn.
  private static final int COUNTER = PassWriter.FIRST_ROW + 1;

  private final MethodVisitor code;
  private final Map<Root, Integer> buffers;
  private final Map<Root, Integer> tables;
  private final Map<View, Integer> shifts = new HashMap<>();

  TaskWriter(MethodVisitor code, Map<Root, Integer> buffers, Map<Root, Integer> tables) {
    this.code = code;
    this.buffers = buffers;
    this.tables = tables;
  }

  /// Calls the kernel for one block of `height` rows.
  void write(RowTask task, int height, Shifts.Rows blocks) {
    task.accesses()
        .forEach((view, access) -> shifts.put(view, blocks.of(view.root(), access.shift())));
    write(task.call(height), task.work().args(), task.work().targets());
  }

  void write(Work.Task task, Shifts moves) {
    Stream.concat(task.args().stream(), task.targets().stream())
        .forEach(view -> shifts.put(view, moves.of(view)));
    write(task.call(), task.args(), task.targets());
  }

  private void write(RuntimeCall work, List<View> args, List<View> targets) {
    switch (work) {
      case RuntimeCall.Product product ->
          product(product, args.get(0), args.get(1), targets.getFirst());
      case RuntimeCall.Layer layer -> layer(layer, args, targets.getFirst());
      case RuntimeCall.WindowProduct(int rows, int columns, int inner, int run) -> {
        push(rows, columns, inner, run);
        args.forEach(this::pushStretch);
        push(args.getLast().strides().get(1));
        pushStretch(targets.getFirst());
        String numbers = numbers(targets.getFirst());
        String descriptor = "(IIII" + numbers + "I[JI[JI" + numbers + "II" + numbers + "I)V";
        call(WindowProducts.class, "turned", descriptor);
      }
      case RuntimeCall.UnfoldedProduct unfolded -> unfolded(unfolded, args, targets.getFirst());
      case RuntimeCall.FoldedProduct(var product, var sums) ->
          folded(product, sums, args.get(0), args.get(1), targets.getFirst());
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
      case RuntimeCall.RowExtremes(boolean isLargest, int rows, int n) -> {
        push(rows, n);
        pushStretch(args.getFirst());
        pushStretch(targets.getFirst());
        String numbers = numbers(args.getFirst());
        String descriptor = "(II" + numbers + "I" + numbers + "I)V";
        call(Extremes.class, isLargest ? "rowsMax" : "rowsMin", descriptor);
      }
      case RuntimeCall.Accumulation(int rows, int inner, int columns) -> {
        RuntimeCall.Product one = new RuntimeCall.Product(1, rows, inner, columns);
        code.visitInsn(Opcodes.ICONST_0);
        code.visitVarInsn(Opcodes.ISTORE, COUNTER);
        product("accumulate", one, args.get(0), args.get(1), targets.getFirst());
      }
      case RuntimeCall.Locate locate -> locate(locate, args, targets.getFirst());
      case RuntimeCall.Gather(Places places) -> lookup("gather", places, args, targets.getFirst());
      case RuntimeCall.Scatter(Places places, boolean isFresh) ->
          lookup(isFresh ? "scatter" : "addRows", places, args, targets.getFirst());
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
          throw new IllegalStateException("this task is no static call: " + work);
    }
    code.visitInsn(Opcodes.RETURN);
  }

  private void unfolded(RuntimeCall.UnfoldedProduct unfolded, List<View> args, View target) {
    View right = args.get(3);
    if (unfolded.isTurned()) {
      push(unfolded.entries(), unfolded.columns(), unfolded.windows());
    } else {
      push(unfolded.windows(), unfolded.columns(), unfolded.entries());
    }
    push(unfolded.run());
    pushStretch(args.get(0));
    pushStretch(args.get(1));
    push(unfolded.rank());
    pushStretch(args.get(2));
    pushStretch(right);
    push(right.strides().get(1));
    if (!unfolded.isTurned()) {
      push(right.strides().get(2));
    }
    pushStretch(target);
    String numbers = numbers(target);
    String strides = unfolded.isTurned() ? "I" : "II";
    String descriptor = "(IIII" + numbers + "I[JII[JI" + numbers + "I" + strides + numbers + "I)V";
    call(UnfoldedProducts.class, unfolded.isTurned() ? "turned" : "multiply", descriptor);
  }

  private void folded(
      RuntimeCall.Product product, RuntimeCall.WindowSums sums, View left, View right, View to) {
    int images = sums.axes().getFirst();
    push(images, product.rows() / images, product.columns(), product.inner());
    pushStretch(left);
    push(left.strides().get(1), left.strides().get(2));
    pushStretch(right);
    push(right.strides().get(1), right.strides().get(2));
    sums.axes().subList(1, sums.axes().size()).forEach(number -> push(number));
    push(sums.n(), sums.total(), sums.offset());
    pushStretch(to);
    String numbers = numbers(to);
    String matrix = numbers + "III";
    call(
        UnfoldedProducts.class,
        "folded",
        "(IIII" + matrix + matrix + "IIIIIIIIII" + numbers + "I)V");
  }

  private void locate(RuntimeCall.Locate locate, List<View> indices, View target) {
    for (int k = 0; k < indices.size(); k++) {
      pushStretch(indices.get(k));
      push(locate.extents().get(k), locate.n(), locate.site());
      pushStretch(target);
      call(Lookups.class, k == 0 ? "firstPlaces" : "furtherPlaces", "([JIIII[JI)V");
    }
  }

  private void lookup(String name, Places places, List<View> args, View target) {
    push(places.batch(), places.where(), places.looked(), places.rest());
    pushStretch(args.get(1));
    pushStretch(args.get(0));
    pushStretch(target);
    String numbers = numbers(target);
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
    product("multiply", product, left, right, target);
    code.visitIincInsn(COUNTER, 1);
    code.visitVarInsn(Opcodes.ILOAD, COUNTER);
    push(product.batch());
    code.visitJumpInsn(Opcodes.IF_ICMPLT, head);
  }

  /// The product of the matrices that the counter says.
  private void product(
      String name, RuntimeCall.Product product, View left, View right, View target) {
    push(product.rows(), product.columns(), product.inner());
    pushMatrix(left, left.strides().get(0));
    push(left.strides().get(1), left.strides().get(2));
    pushMatrix(right, right.strides().get(0));
    push(right.strides().get(1), right.strides().get(2));
    pushMatrix(target, product.rows() * product.columns());
    push(product.columns());
    String numbers = numbers(target);
    call(Gemm.class, name, "(III" + numbers + "III" + numbers + "III" + numbers + "II)V");
  }

  private void layer(RuntimeCall.Layer layer, List<View> args, View target) {
    String end = Epilogue.class.getName().replace('.', '/');
    code.visitFieldInsn(Opcodes.GETSTATIC, end, layer.end().name(), "L" + end + ";");
    push(layer.rows(), layer.columns(), layer.inner());
    for (View factor : args.subList(0, 2)) {
      pushStretch(factor);
      push(factor.strides().get(1), factor.strides().get(2));
    }
    View other = args.size() > 2 ? args.get(2) : target;
    pushStretch(other);
    push(args.size() > 2 ? other.strides().getFirst() : layer.columns());
    pushStretch(target);
    push(layer.columns());
    String numbers = numbers(target);
    String descriptor =
        "(L" + end + ";III" + (numbers + "III").repeat(2) + (numbers + "II").repeat(2) + ")V";
    call(Gemm.class, "multiply", descriptor);
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
    int shift = shifts.getOrDefault(view, 0);
    if (shift != 0) {
      code.visitVarInsn(Opcodes.ILOAD, PassWriter.FIRST_ROW);
      push(shift);
      code.visitInsn(Opcodes.IMUL);
      code.visitInsn(Opcodes.IADD);
    }
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
