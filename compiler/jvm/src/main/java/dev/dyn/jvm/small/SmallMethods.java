package dev.dyn.jvm.small;

import dev.dyn.jvm.emit.ClassText;
import dev.dyn.jvm.emit.Code;
import dev.dyn.jvm.emit.LineWriter;
import dev.dyn.jvm.emit.Machine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// Writes the methods of a kernel for small state with one machine.
///
/// If everything fits one method, iterating keeps the carried values in local variables: loads
/// before the loop, stores after it, nothing but arithmetic inside. Otherwise there are several
/// methods, which hand values on through memory.
final class SmallMethods {
  private static final String PART = "(" + ClassText.ARRAYS + "I)V";
  private static final String LOOP = "(" + ClassText.ARRAYS + "IJ)V";
  private static final String MEMORY = "Ldev/dyn/runtime/exec/Memory;";
  private static final int TIMES = Machine.LANE + 1;

  private final ClassText text;
  private final SmallFrame frame;
  private final ScalarProgram program;
  private final Sections sections;
  private final Machine machine;
  private final int chunk;
  private final String suffix;

  /// @param chunk how many members one method call treats
  /// @param suffix of the names of the methods, so that several machines can write into one class
  SmallMethods(ClassText text, SmallFrame frame, Machine machine, int chunk, String suffix) {
    this.text = text;
    this.frame = frame;
    this.program = frame.program();
    this.sections = frame.sections();
    this.machine = machine;
    this.chunk = chunk;
    this.suffix = suffix;
  }

  /// Writes `run…` and `iterate…` and what they call.
  void write(boolean canIterate) {
    String run = "run" + suffix;
    String iterate = "iterate" + suffix;
    Consumer<MethodVisitor> iteration = Feedback::refuse;
    if (sections.isOneMethod()) {
      List<Integer> all = sections.all().stream().flatMap(List::stream).toList();
      text.staticMethod(named("step"), PART, code -> writeWhole(code, all));
      text.publicMethod(run, "(" + MEMORY + ")V", code -> writeRun(code, List.of(named("step"))));
      if (canIterate) {
        text.staticMethod(named("loop"), LOOP, this::writeLoop);
        iteration = this::writeIterate;
      }
    } else {
      writeParts(run);
      if (canIterate) {
        iteration = this::writeIterateParts;
      }
    }
    text.publicMethod(iterate, "(" + MEMORY + "J)V", iteration);
  }

  private String named(String method) {
    return method + suffix;
  }

  /// Loads, computes and stores everything.
  private void writeWhole(MethodVisitor code, List<Integer> lines) {
    LineWriter writer = new LineWriter(code, machine, program, frame.homes(), TIMES);
    writer.plan(lines, frame.resultLines(), new BitSet());
    lines.forEach(writer::compute);
    frame.eachResult(writer::store);
    code.visitInsn(Opcodes.RETURN);
  }

  private void writeLoop(MethodVisitor code) {
    LineWriter writer = new LineWriter(code, machine, program, frame.homes(), TIMES + 2);
    BitSet kept = new BitSet();
    frame.eachResult((line, _) -> kept.set(line));
    List<Integer> invariant = sections.invariant().stream().flatMap(List::stream).toList();
    List<Integer> step = sections.step().stream().flatMap(List::stream).toList();
    invariant.forEach(kept::set);
    writer.plan(sections.all().stream().flatMap(List::stream).toList(), frame.resultLines(), kept);

    List<Integer> from = new ArrayList<>();
    List<Integer> to = new ArrayList<>();
    for (int k = 0; k < frame.outputs().size(); k++) {
      from.addAll(program.results().get(k));
      Arrays.stream(frame.parameterLines()[k]).forEach(to::add);
    }
    boolean[] needed = program.needed();
    to.forEach(writer::pin);
    for (int line = 0; line < frame.homes().length; line++) {
      boolean isOutside = !(program.lines().get(line) instanceof Instruction.Apply);
      if (needed[line] && isOutside && (machine.pinsLiterals() || !frame.isLiteral(line))) {
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
    for (int k = 0; k < frame.outputs().size(); k++) {
      for (int e = 0; e < frame.outputs().get(k).size(); e++) {
        int line = frame.parameterLines()[k][e];
        int place = e * frame.lanes();
        writer.store(line, frame.inputs().get(k).offset() + place);
        writer.store(line, frame.outputs().get(k).offset() + place);
      }
    }
    code.visitInsn(Opcodes.RETURN);
  }

  private void writeParts(String run) {
    BitSet crossing = frame.crossing();
    List<String> names = partNames(0, sections.all().size());
    for (int s = 0; s < names.size(); s++) {
      List<Integer> lines = sections.all().get(s);
      text.staticMethod(names.get(s), PART, code -> writePart(code, lines, crossing));
    }
    text.staticMethod(named("copies"), PART, this::writeUncomputedResults);
    List<String> all = new ArrayList<>(names);
    all.add(named("copies"));
    text.publicMethod(run, "(" + MEMORY + ")V", code -> writeRun(code, all));
  }

  private List<String> partNames(int from, int to) {
    return IntStream.range(from, to).mapToObj(s -> named("part") + s).toList();
  }

  private void writePart(MethodVisitor code, List<Integer> lines, BitSet crossing) {
    LineWriter writer = new LineWriter(code, machine, program, frame.homes(), TIMES);
    BitSet here = new BitSet();
    lines.forEach(here::set);
    List<int[]> stores = new ArrayList<>();
    crossing.stream()
        .filter(here::get)
        .forEach(line -> stores.add(new int[] {line, frame.homes()[line]}));
    frame.eachResult((line, offset) -> {
      if (here.get(line) && !(crossing.get(line) && frame.homes()[line] == offset)) {
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
    LineWriter writer = new LineWriter(code, machine, program, frame.homes(), TIMES);
    writer.plan(List.of(), frame.resultLines(), new BitSet());
    frame.eachResult((line, offset) -> {
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
          text.callStatic(code, named("loop"), LOOP);
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
    inside.add(named("copies"));
    eachChunk(code, lane, l -> before.forEach(part -> callPart(code, part, arrays, l)));
    Label head = new Label();
    Label end = new Label();
    code.visitLabel(head);
    code.visitVarInsn(Opcodes.LLOAD, 2);
    code.visitInsn(Opcodes.LCONST_0);
    code.visitInsn(Opcodes.LCMP);
    code.visitJumpInsn(Opcodes.IFLE, end);
    eachChunk(code, lane, l -> inside.forEach(part -> callPart(code, part, arrays, l)));
    Feedback.copy(code, arrays, frame.inputs(), frame.outputs(), frame.lanes());
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
    if (chunk < frame.lanes()) {
      code.visitIincInsn(lane, chunk);
      code.visitVarInsn(Opcodes.ILOAD, lane);
      Code.push(code, frame.lanes());
      code.visitJumpInsn(Opcodes.IF_ICMPLT, head);
    }
  }
}
