package dev.dyn.jvm.array;

import dev.dyn.jvm.emit.Code;
import dev.dyn.jvm.emit.VectorKind;
import dev.dyn.runtime.tensor.Elem;
import java.util.Map;
import java.util.stream.IntStream;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// Writes products of matrices with two to four columns, such as the last layer of a network for a
/// few numbers, with all distances spelled out.
///
/// A vector holds one row of the product, and some rows are computed at once, so that no chain
/// waits for its last `fma`. The entries of all these rows of the left matrix are then found from
/// one index at distances that the instructions contain; a method of the runtime, which gets the
/// distance from row to row, has an index for each of them, and spends more on these than on the
/// products.
///
/// ```
/// c0 = c1 = … = 0
/// for (p = 0; p < inner; p++) { v = right[p, …];  c0 = fma(left[row, p], v, c0);  c1 = … }
/// ```
///
/// Lanes beyond the columns hold what stands there. They go where the next row will be, or nowhere.
final class NarrowWriter {
  /// Entries of a vector: those of the widest row.
  static final int LANES = 4;

  /// Rows that are computed at once: from the first number on no chain waits for its last `fma`, up
  /// to the second all of them, and what they are made of, have registers on machines with 16.
  private static final int ENOUGH_ROWS = 8;

  private static final int MOST_ROWS = 12;

  /// Fewer rows or steps are not worth a method.
  private static final int FEWEST_ROWS = 4;

  private static final int FEWEST_STEPS = 8;

  private static final int ROW = PassWriter.FIRST_ROW + 1;
  private static final int LEFT = ROW + 1;
  private static final int RIGHT = LEFT + 1;
  private static final int TARGET = RIGHT + 1;
  private static final int STEP = TARGET + 1;
  private static final int SHARED = STEP + 1;
  private static final int CHAINS = SHARED + 1;

  private final MethodVisitor code;
  private final RuntimeCall.Product product;
  private final View left;
  private final View right;
  private final View target;
  private final Map<Root, Integer> buffers;
  private final Map<Root, Integer> tables;
  private final Shifts shifts;
  private final VectorKind vectors;
  private final int rows;

  private NarrowWriter(
      MethodVisitor code,
      RuntimeCall.Product product,
      Work.Task task,
      Map<Root, Integer> buffers,
      Map<Root, Integer> tables,
      Shifts shifts) {
    this.code = code;
    this.product = product;
    this.left = task.args().get(0);
    this.right = task.args().get(1);
    this.target = task.targets().getFirst();
    this.buffers = buffers;
    this.tables = tables;
    this.shifts = shifts;
    this.vectors = VectorKind.of(target.root().elem(), LANES);
    this.rows = rowsAtOnce(product.rows());
  }

  /// Whether the task is such a product, of matrices with neighbours in a row. What the right one
  /// is read from must go on for a vector behind it: constants do not.
  static boolean suits(Work.Task task) {
    return task.call() instanceof RuntimeCall.Product(int batch, int rows, int inner, int columns)
        && batch == 1
        && rows >= FEWEST_ROWS
        && inner >= FEWEST_STEPS
        && columns > 1
        && columns <= LANES
        && task.args().get(0).strides().get(2) == 1
        && task.args().get(1).strides().get(2) == 1
        && !(task.args().get(1).root() instanceof Root.Table)
        && LANES <= widest(task.targets().getFirst().root().elem());
  }

  private static int widest(Elem elem) {
    return switch (elem) {
      case F64 -> DoubleVector.SPECIES_PREFERRED.length();
      case F32 -> FloatVector.SPECIES_PREFERRED.length();
      case I64, BOOL -> 0;
    };
  }

  private static int rowsAtOnce(int rows) {
    return IntStream.iterate(MOST_ROWS, r -> r >= ENOUGH_ROWS, r -> r - 1)
        .filter(r -> rows % r == 0)
        .findFirst()
        .orElse(Math.min(MOST_ROWS, rows));
  }

  /// Writes the method of a product that [#suits].
  static void write(
      MethodVisitor code,
      Work.Task task,
      Map<Root, Integer> buffers,
      Map<Root, Integer> tables,
      Shifts shifts) {
    if (task.call() instanceof RuntimeCall.Product product) {
      new NarrowWriter(code, product, task, buffers, tables, shifts).write();
    }
  }

  /// Some rows after the others; the last ones again where they are fewer.
  private void write() {
    int lastStart = product.rows() - rows;
    Label head = new Label();
    Label done = new Label();
    set(ROW, 0);
    code.visitLabel(head);
    rows();
    code.visitVarInsn(Opcodes.ILOAD, ROW);
    Code.push(code, lastStart);
    code.visitJumpInsn(Opcodes.IF_ICMPEQ, done);
    code.visitVarInsn(Opcodes.ILOAD, ROW);
    Code.push(code, rows);
    code.visitInsn(Opcodes.IADD);
    Code.push(code, lastStart);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Math", "min", "(II)I", false);
    code.visitVarInsn(Opcodes.ISTORE, ROW);
    code.visitJumpInsn(Opcodes.GOTO, head);
    code.visitLabel(done);
    code.visitInsn(Opcodes.RETURN);
  }

  private void rows() {
    start(LEFT, left, left.strides().get(1));
    start(RIGHT, right, 0);
    start(TARGET, target, product.columns());
    for (int row = 0; row < rows; row++) {
      vectors.pushZero(code);
      code.visitVarInsn(Opcodes.ASTORE, CHAINS + row);
    }
    Label head = new Label();
    set(STEP, 0);
    code.visitLabel(head);
    step();
    code.visitIincInsn(STEP, 1);
    code.visitVarInsn(Opcodes.ILOAD, STEP);
    Code.push(code, product.inner());
    code.visitJumpInsn(Opcodes.IF_ICMPLT, head);
    for (int row = 0; row < rows; row++) {
      store(row);
    }
  }

  private void step() {
    vectors.pushSpecies(code);
    pushEntry(right, RIGHT, right.strides().get(1), 0);
    vectors.fromArray(code);
    code.visitVarInsn(Opcodes.ASTORE, SHARED);
    for (int row = 0; row < rows; row++) {
      vectors.pushSpecies(code);
      pushEntry(left, LEFT, 1, row * left.strides().get(1));
      Code.loadElement(code, vectors.elem());
      vectors.broadcast(code);
      code.visitVarInsn(Opcodes.ALOAD, SHARED);
      code.visitVarInsn(Opcodes.ALOAD, CHAINS + row);
      vectors.call(code, "fma", 3);
      code.visitVarInsn(Opcodes.ASTORE, CHAINS + row);
    }
  }

  /// Behind the last row may be something else.
  private void store(int row) {
    code.visitVarInsn(Opcodes.ALOAD, CHAINS + row);
    pushArray(target);
    code.visitVarInsn(Opcodes.ILOAD, TARGET);
    Code.push(code, row * product.columns());
    code.visitInsn(Opcodes.IADD);
    if (row == rows - 1 && product.columns() < LANES) {
      vectors.firstLanes(code, product.columns());
      vectors.someIntoArray(code);
    } else {
      vectors.intoArray(code);
    }
  }

  /// Sets `local` to where the rows of `view` begin.
  private void start(int local, View view, int perRow) {
    Code.push(
        code,
        (view.root() instanceof Root.Table ? tables : buffers).get(view.root()) + view.offset());
    addTimes(PassWriter.FIRST_ROW, shifts.of(view));
    addTimes(ROW, perRow);
    code.visitVarInsn(Opcodes.ISTORE, local);
  }

  private void addTimes(int local, int factor) {
    if (factor != 0) {
      code.visitVarInsn(Opcodes.ILOAD, local);
      if (factor != 1) {
        Code.push(code, factor);
        code.visitInsn(Opcodes.IMUL);
      }
      code.visitInsn(Opcodes.IADD);
    }
  }

  private void pushEntry(View view, int start, int perStep, int distance) {
    pushArray(view);
    code.visitVarInsn(Opcodes.ILOAD, start);
    addTimes(STEP, perStep);
    Code.push(code, distance);
    code.visitInsn(Opcodes.IADD);
  }

  private void pushArray(View view) {
    int array = Code.array(view.root().elem());
    boolean isTable = view.root() instanceof Root.Table;
    code.visitVarInsn(Opcodes.ALOAD, isTable ? AccessMachine.TABLES + array : array);
  }

  private void set(int local, int value) {
    Code.push(code, value);
    code.visitVarInsn(Opcodes.ISTORE, local);
  }
}
