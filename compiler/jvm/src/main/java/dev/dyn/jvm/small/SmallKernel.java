package dev.dyn.jvm.small;

import dev.dyn.compiler.ir.Block;
import dev.dyn.jvm.CompiledClass;
import dev.dyn.jvm.emit.ClassText;
import dev.dyn.jvm.emit.Code;
import dev.dyn.jvm.emit.LineWriter;
import dev.dyn.jvm.emit.Machine;
import dev.dyn.runtime.exec.CompiledKernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// Writes a scalar program as a kernel class.
///
/// If everything fits one method, `iterate` keeps the carried values in local variables: loads before the loop, stores after it,
/// nothing but arithmetic inside. Otherwise there are several methods, which hand values on through memory.
final class SmallKernel {
  private static final String PART = "(" + ClassText.ARRAYS + "I)V";
  private static final String LOOP = "(" + ClassText.ARRAYS + "IJ)V";
  private static final int TIMES = Machine.LANE + 1;

  private final Block block;
  private final ScalarProgram program;
  private final Machine machine;
  private final int lanes;
  private final int chunk;
  private final Sections sections;
  private final ClassText text;
  private final List<Slot> inputs;
  private final List<Slot> outputs;
  private final Memory.Layout layout;
  private final int[] homes;
  private final int[][] parameterLines;

  private SmallKernel(
      Block block, ScalarProgram program, MachineChoice choice, int lanes, int longest, String name) {
    this.block = block;
    this.program = program;
    this.lanes = lanes;
    this.sections = Sections.of(program, block.results().size(), longest);
    this.text = new ClassText(name);
    Layout places = new Layout(lanes);
    this.inputs = places.slots(block.parameters());
    this.outputs = places.slots(block.results());
    this.homes = new int[program.lines().size()];
    this.parameterLines = inputs.stream().map(slot -> new int[slot.size()]).toArray(int[][]::new);
    planHomes(places);
    this.machine = choice.machine(places, text);
    this.chunk = choice.chunk();
    this.layout = places.finish();
  }

  /// Which machine computes, once the places in memory that it may want for itself can be taken.
  interface MachineChoice {
    /// How many members one method call treats.
    int chunk();

    Machine machine(Layout places, ClassText text);
  }

  static CompiledClass compile(
      Block block, ScalarProgram program, MachineChoice choice, int lanes, int longest, String name) {
    for (int operations = longest; ; operations /= 2) {
      SmallKernel kernel = new SmallKernel(block, program, choice, lanes, operations, name);
      kernel.write();
      if (kernel.text.longestMethod() < MethodLimit.BYTES || operations < 2) {
        return kernel.finish();
      }
    }
  }

  private CompiledClass finish() {
    return new CompiledClass(
        text.name().replace('/', '.'),
        text.bytes(),
        new CompiledKernel.Plan(layout, inputs, outputs, lanes),
        new Memory(new double[0], new float[0], new long[0]),
        List.of());
  }

  private void planHomes(Layout places) {
    Arrays.fill(homes, -1);
    Arrays.stream(parameterLines).forEach(lines -> Arrays.fill(lines, -1));
    for (int line = 0; line < homes.length; line++) {
      if (program.lines().get(line) instanceof Instruction.Parameter(int input, int entry, _)) {
        homes[line] = inputs.get(input).offset() + entry * lanes;
        parameterLines[input][entry] = line;
      }
    }
    eachResult(
        (line, offset) -> {
          if (program.lines().get(line) instanceof Instruction.Apply) {
            homes[line] = offset;
          }
        });
    if (!sections.isOneMethod()) {
      crossing().stream()
          .filter(line -> homes[line] < 0)
          .forEach(line -> homes[line] = places.take(program.lines().get(line).elem(), lanes));
    }
  }

  /// Lines that a later section uses.
  private BitSet crossing() {
    int[] section = new int[homes.length];
    List<List<Integer>> all = sections.all();
    for (int s = 0; s < all.size(); s++) {
      for (int line : all.get(s)) {
        section[line] = s;
      }
    }
    BitSet crossing = new BitSet();
    for (List<Integer> lines : all) {
      for (int line : lines) {
        for (int arg : program.lines().get(line).args()) {
          if (program.lines().get(arg) instanceof Instruction.Apply
              && section[arg] != section[line]) {
            crossing.set(arg);
          }
        }
      }
    }
    return crossing;
  }

  private interface ResultUse {
    void of(int line, int offset);
  }

  private void eachResult(ResultUse use) {
    for (int k = 0; k < outputs.size(); k++) {
      List<Integer> lines = program.results().get(k);
      for (int e = 0; e < lines.size(); e++) {
        use.of(lines.get(e), outputs.get(k).offset() + e * lanes);
      }
    }
  }

  private List<Integer> resultLines() {
    return program.results().stream().flatMap(List::stream).toList();
  }

  private void write() {
    if (sections.isOneMethod()) {
      List<Integer> all = sections.all().stream().flatMap(List::stream).toList();
      text.staticMethod("step", PART, code -> writeWhole(code, all));
      text.publicMethod("run", "(Ldev/dyn/runtime/exec/Memory;)V", code -> writeRun(code, List.of("step")));
      if (Feedback.isPossible(block)) {
        text.staticMethod("loop", LOOP, this::writeLoop);
        text.publicMethod("iterate", "(Ldev/dyn/runtime/exec/Memory;J)V", this::writeIterate);
        return;
      }
    } else {
      writeParts();
      if (Feedback.isPossible(block)) {
        text.publicMethod("iterate", "(Ldev/dyn/runtime/exec/Memory;J)V", this::writeIterateParts);
        return;
      }
    }
    text.publicMethod("iterate", "(Ldev/dyn/runtime/exec/Memory;J)V", Feedback::refuse);
  }

  /// Loads, computes and stores everything.
  private void writeWhole(MethodVisitor code, List<Integer> lines) {
    LineWriter writer = new LineWriter(code, machine, program, homes, TIMES);
    writer.plan(lines, resultLines(), new BitSet());
    lines.forEach(writer::compute);
    eachResult(writer::store);
    code.visitInsn(Opcodes.RETURN);
  }

  private void writeLoop(MethodVisitor code) {
    LineWriter writer = new LineWriter(code, machine, program, homes, TIMES + 2);
    BitSet kept = new BitSet();
    eachResult((line, _) -> kept.set(line));
    List<Integer> invariant = sections.invariant().stream().flatMap(List::stream).toList();
    List<Integer> step = sections.step().stream().flatMap(List::stream).toList();
    invariant.forEach(kept::set);
    writer.plan(sections.all().stream().flatMap(List::stream).toList(), resultLines(), kept);

    List<Integer> from = new ArrayList<>();
    List<Integer> to = new ArrayList<>();
    for (int k = 0; k < outputs.size(); k++) {
      from.addAll(program.results().get(k));
      Arrays.stream(parameterLines[k]).forEach(to::add);
    }
    boolean[] needed = program.needed();
    to.forEach(writer::pin);
    for (int line = 0; line < homes.length; line++) {
      boolean isOutside = !(program.lines().get(line) instanceof Instruction.Apply);
      if (needed[line] && isOutside && (machine.pinsLiterals() || !isLiteral(line))) {
        writer.pin(line);
      }
    }
    invariant.forEach(writer::pin);

    Label head = new Label();
    Label end = new Label();
    code.visitLabel(head);
    code.visitVarInsn(Opcodes.LLOAD, TIMES);
    code.visitInsn(Opcodes.LCONST_0);
    code.visitInsn(Opcodes.LCMP);
    code.visitJumpInsn(Opcodes.IFLE, end);
    step.forEach(writer::compute);
    writer.assign(from, to);
    Feedback.countDown(code, TIMES);
    code.visitJumpInsn(Opcodes.GOTO, head);
    code.visitLabel(end);
    for (int k = 0; k < outputs.size(); k++) {
      for (int e = 0; e < outputs.get(k).size(); e++) {
        writer.store(parameterLines[k][e], inputs.get(k).offset() + e * lanes);
        writer.store(parameterLines[k][e], outputs.get(k).offset() + e * lanes);
      }
    }
    code.visitInsn(Opcodes.RETURN);
  }

  private boolean isLiteral(int line) {
    return program.lines().get(line) instanceof Instruction.Literal;
  }

  private void writeParts() {
    BitSet crossing = crossing();
    List<String> names = partNames(0, sections.all().size());
    for (int s = 0; s < names.size(); s++) {
      List<Integer> lines = sections.all().get(s);
      text.staticMethod(names.get(s), PART, code -> writePart(code, lines, crossing));
    }
    text.staticMethod("copies", PART, this::writeUncomputedResults);
    List<String> all = new ArrayList<>(names);
    all.add("copies");
    text.publicMethod("run", "(Ldev/dyn/runtime/exec/Memory;)V", code -> writeRun(code, all));
  }

  private static List<String> partNames(int from, int to) {
    return IntStream.range(from, to).mapToObj(s -> "part" + s).toList();
  }

  private void writePart(MethodVisitor code, List<Integer> lines, BitSet crossing) {
    LineWriter writer = new LineWriter(code, machine, program, homes, TIMES);
    BitSet here = new BitSet();
    lines.forEach(here::set);
    List<int[]> stores = new ArrayList<>();
    crossing.stream().filter(here::get).forEach(line -> stores.add(new int[] {line, homes[line]}));
    eachResult(
        (line, offset) -> {
          if (here.get(line) && !(crossing.get(line) && homes[line] == offset)) {
            stores.add(new int[] {line, offset});
          }
        });
    writer.plan(lines, stores.stream().map(store -> store[0]).toList(), new BitSet());
    for (int line : lines) {
      writer.compute(line);
    }
    stores.forEach(store -> writer.store(store[0], store[1]));
    code.visitInsn(Opcodes.RETURN);
  }

  /// Results that are inputs or constants.
  private void writeUncomputedResults(MethodVisitor code) {
    LineWriter writer = new LineWriter(code, machine, program, homes, TIMES);
    writer.plan(List.of(), resultLines(), new BitSet());
    eachResult(
        (line, offset) -> {
          if (!(program.lines().get(line) instanceof Instruction.Apply)) {
            writer.store(line, offset);
          }
        });
    code.visitInsn(Opcodes.RETURN);
  }

  private void writeRun(MethodVisitor code, List<String> parts) {
    loadArrays(code, 1, 4);
    eachChunk(code, 7, lane -> parts.forEach(part -> callPart(code, part, 4, lane)));
    code.visitInsn(Opcodes.RETURN);
  }

  private void writeIterate(MethodVisitor code) {
    eachChunk(
        code,
        4,
        lane -> {
          ClassText.pushArrays(code, 1);
          code.visitVarInsn(Opcodes.ILOAD, lane);
          code.visitVarInsn(Opcodes.LLOAD, 2);
          text.callStatic(code, "loop", LOOP);
        });
    code.visitInsn(Opcodes.RETURN);
  }

  private void writeIterateParts(MethodVisitor code) {
    int arrays = 4;
    int lane = 7;
    loadArrays(code, 1, arrays);
    int fixed = sections.invariant().size();
    List<String> before = partNames(0, fixed);
    List<String> inside = new ArrayList<>(partNames(fixed, sections.all().size()));
    inside.add("copies");
    eachChunk(code, lane, l -> before.forEach(part -> callPart(code, part, arrays, l)));
    Label head = new Label();
    Label end = new Label();
    code.visitLabel(head);
    code.visitVarInsn(Opcodes.LLOAD, 2);
    code.visitInsn(Opcodes.LCONST_0);
    code.visitInsn(Opcodes.LCMP);
    code.visitJumpInsn(Opcodes.IFLE, end);
    eachChunk(code, lane, l -> inside.forEach(part -> callPart(code, part, arrays, l)));
    Feedback.copy(code, arrays, inputs, outputs, lanes);
    Feedback.countDown(code, 2);
    code.visitJumpInsn(Opcodes.GOTO, head);
    code.visitLabel(end);
    code.visitInsn(Opcodes.RETURN);
  }

  /// Keeps the arrays of the memory in local variables.
  private static void loadArrays(MethodVisitor code, int memory, int first) {
    ClassText.pushArrays(code, memory);
    for (int k = 2; k >= 0; k--) {
      code.visitVarInsn(Opcodes.ASTORE, first + k);
    }
  }

  private void callPart(MethodVisitor code, String part, int arrays, int lane) {
    for (int k = 0; k < 3; k++) {
      code.visitVarInsn(Opcodes.ALOAD, arrays + k);
    }
    code.visitVarInsn(Opcodes.ILOAD, lane);
    text.callStatic(code, part, PART);
  }

  /// `for (lane = 0; lane < lanes; lane += chunk)`.
  private void eachChunk(MethodVisitor code, int lane, Consumer<Integer> body) {
    Label head = new Label();
    code.visitInsn(Opcodes.ICONST_0);
    code.visitVarInsn(Opcodes.ISTORE, lane);
    code.visitLabel(head);
    body.accept(lane);
    if (chunk < lanes) {
      code.visitIincInsn(lane, chunk);
      code.visitVarInsn(Opcodes.ILOAD, lane);
      Code.push(code, lanes);
      code.visitJumpInsn(Opcodes.IF_ICMPLT, head);
    }
  }
}
