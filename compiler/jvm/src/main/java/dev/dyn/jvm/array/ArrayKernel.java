package dev.dyn.jvm.array;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Region;
import dev.dyn.jvm.CompiledClass;
import dev.dyn.jvm.HostCall;
import dev.dyn.jvm.emit.ClassText;
import dev.dyn.jvm.emit.Code;
import dev.dyn.jvm.small.Feedback;
import dev.dyn.jvm.small.Layout;
import dev.dyn.jvm.small.MethodLimit;
import dev.dyn.runtime.exec.CompiledKernel;
import dev.dyn.runtime.exec.LoopCall;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Pace;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.exec.VectorKernel;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// Writes a block as a class with a method for each loop nest, and one that calls them in order.
public final class ArrayKernel {
  private static final String NAME = "dev/dyn/jvm/ArrayKernel";
  private static final String MEMORY = "dev/dyn/runtime/exec/Memory";
  private static final String STAGE = "(" + ClassText.ARRAYS + ClassText.ARRAYS + ")V";

  /// Ends of the names of methods that compute in plain numbers, and of those that compute in
  /// vectors.
  private static final String NUMBERS = "Numbers";

  private static final String VECTORS = "Vectors";

  /// Pieces of work that may share a loop at first; fewer if its method turns out too long.
  private static final int MOST_IN_LOOP = 150;

  private final Block block;
  private final Bodies bodies;
  private final Pace pace;
  private final ClassText text = new ClassText(NAME, VectorKernel.class);
  private final Layout layout = new Layout(1);
  private final Scratch scratch = new Scratch(layout);
  private final List<Slot> inputs;
  private final List<Slot> outputs;
  private final Map<Root, Integer> buffers;
  private final Map<Root, Integer> tables = new HashMap<>();
  private final Memory constants;
  private final Remade remade;
  private final List<Stage> stages;
  private final Map<Stage, Turns> turns = new IdentityHashMap<>();
  private final List<HostCall> calls = new ArrayList<>();

  private ArrayKernel(
      Block block,
      int carried,
      Reading.Outcome reading,
      Bodies bodies,
      Pace pace,
      BlockSizes sizes,
      int mostInLoop) {
    this.block = block;
    this.pace = pace;
    this.bodies = bodies;
    this.inputs = layout.slots(block.parameters());
    this.remade = Remade.of(reading.works(), carried);
    this.stages =
        RowBlocks.of(
            Grouping.of(reading.works(), mostInLoop), remade, Set.copyOf(reading.results()), sizes);
    this.outputs = outputs(carried, reading.results());
    this.buffers = new HashMap<>(BufferPlan.of(stages, remade, reading.results(), outputs, layout));
    for (int k = 0; k < inputs.size(); k++) {
      buffers.put(new Root.Input(k, inputs.get(k).elem()), inputs.get(k).offset());
    }
    for (Stage stage : stages) {
      turns(stage, mostInLoop, sizes).ifPresent(inside -> turns.put(stage, inside));
    }
    this.constants = constants();
  }

  private Optional<Turns> turns(Stage stage, int mostInLoop, BlockSizes sizes) {
    return stage instanceof Stage.Call(Work.Task(RuntimeCall.Scan loop, var args, var targets))
        ? bodies
            .inside(loop.scan().body())
            .flatMap(body ->
                Turns.of(loop, body, slots(args), slots(targets), layout, mostInLoop, sizes))
        : Optional.empty();
  }

  /// Compiles the bodies of scans.
  public interface Bodies {
    /// @param carried how many of the first results become the first parameters of the next turn,
    ///   and may be left where these were
    CompiledClass compile(Block body, int carried);

    /// The body without calls of functions made of others, if the kernel may take the turns itself,
    /// and that is better than to compile it by itself. By default it may not.
    default Optional<Block> inside(Block body) {
      return Optional.empty();
    }
  }

  /// @param carried how many of the first results may be left where the first parameters were; 0
  ///   for a block whose parameters must stay
  public static CompiledClass compile(
      Block block, int carried, Bodies bodies, Pace pace, BlockSizes sizes) {
    Reading.Outcome reading = Reading.of(block);
    for (int most = MOST_IN_LOOP; ; most /= 2) {
      ArrayKernel kernel = new ArrayKernel(block, carried, reading, bodies, pace, sizes, most);
      kernel.write();
      if (kernel.text.longestMethod() < MethodLimit.BYTES || most < 2) {
        return kernel.finish();
      }
    }
  }

  private List<Slot> outputs(int carried, List<Root.Computed> results) {
    Carried inPlace = new Carried(stages);
    List<Slot> slots = new ArrayList<>();
    for (int k = 0; k < results.size(); k++) {
      boolean isInPlace =
          k < carried && inPlace.isInPlace(new Root.Input(k, inputs.get(k).elem()), results.get(k));
      slots.add(isInPlace ? inputs.get(k) : layout.slot(block.results().get(k).type()));
    }
    return slots;
  }

  private CompiledClass finish() {
    for (Elem elem : List.of(Elem.F64, Elem.F32)) {
      if (isNarrow(elem)) {
        layout.take(elem, NarrowWriter.LANES);
      }
    }
    return new CompiledClass(
        NAME.replace('/', '.'),
        text.bytes(),
        new CompiledKernel.Plan(layout.finish(), inputs, outputs, 1, pace),
        constants,
        calls);
  }

  /// Lays the constants out in arrays of their own.
  private Memory constants() {
    Layout places = new Layout(1);
    List<Tensor> values = new ArrayList<>();
    List<Slot> slots = new ArrayList<>();
    for (Stage stage : allStages().toList()) {
      for (Work work : stage.works()) {
        for (View view : work.reads()) {
          if (view.root() instanceof Root.Table(Tensor value) && !tables.containsKey(view.root())) {
            slots.add(places.slot(value.elem(), value.shape()));
            values.add(value);
            tables.put(view.root(), slots.getLast().offset());
          }
        }
      }
    }
    Memory memory = Memory.of(places.finish());
    for (int k = 0; k < slots.size(); k++) {
      memory.write(slots.get(k), values.get(k));
    }
    return memory;
  }

  private void write() {
    for (int at = 0; at < stages.size(); at++) {
      String name = "stage" + at;
      switch (stages.get(at)) {
        case Stage.Loop loop -> write(name, STAGE, loop, loop.extents(), here(Shifts.NONE));
        case Stage.Blocked blocked -> write(name, blocked);
        case Stage.Call call when turns.containsKey(call) -> write(name, turns.get(call));
        case Stage.Call(Work.Task(RuntimeCall.Interpreted(Block line), var args, var targets)) ->
            calls.add(new HostCall.Line(line, slots(args), slots(targets)));
        case Stage.Call(
                Work.Task(RuntimeCall.Scan(var scan, var fromLast), var args, var targets)) ->
            calls.add(
                new HostCall.Loop(
                    plan(scan, fromLast),
                    bodies.compile(scan.body(), scan.carried().size()),
                    slots(args),
                    slots(targets)));
        case Stage.Call(Work.Task task) -> write(name, STAGE, task, here(Shifts.NONE));
      }
    }
    for (String suffix : List.of(NUMBERS, VECTORS)) {
      text.publicMethod("run" + suffix, "(L" + MEMORY + ";)V", code -> writeRun(code, suffix));
      text.publicMethod(
          "iterate" + suffix, "(L" + MEMORY + ";J)V", code -> writeIterate(code, suffix));
    }
  }

  private static LoopCall.Plan plan(Region.Scan scan, List<Boolean> fromLast) {
    return new LoopCall.Plan(
        scan.length().size(),
        scan.carried().size(),
        scan.scanned().size(),
        scan.members().map(m -> m.size().size()).orElse(1),
        scan.members().map(Region.Members::differs).orElse(List.of()),
        scan.stops(),
        fromLast);
  }

  /// Where the tensors of a stage are.
  private record Where(Remade remade, Map<Root, Integer> buffers, Shifts shifts) {}

  private Where here(Shifts shifts) {
    return new Where(remade, buffers, shifts);
  }

  /// Writes the methods of a loop, with `extents` in the place of its own.
  private void write(
      String name, String descriptor, Stage.Loop loop, List<Integer> extents, Where where) {
    scratch.startStage();
    LoopLines.Outcome lines =
        LoopPlan.lines(loop, where.remade, where.shifts, where.buffers, tables, scratch);
    Nest nest = LoopPlan.nest(extents, lines);
    Optional<PairPlan.Lines> pairs =
        where.shifts instanceof Shifts.Rows ? Optional.empty() : PairPlan.of(lines, nest, scratch);
    if (pairs.isPresent()) {
      PairPlan numbers = pairs.get().inNumbers();
      PairPlan vectors = pairs.get().inVectors(scratch);
      text.staticMethod(
          name + NUMBERS, descriptor, code -> new PairWriter(text, code, numbers).write());
      text.staticMethod(
          name + VECTORS, descriptor, code -> new PairWriter(text, code, vectors).write());
    } else {
      LoopPlan numbers = LoopPlan.inNumbers(nest, lines);
      LoopPlan vectors = LoopPlan.inVectors(nest, lines, scratch);
      text.staticMethod(
          name + NUMBERS, descriptor, code -> new LoopWriter(text, code, numbers).write());
      text.staticMethod(
          name + VECTORS, descriptor, code -> new LoopWriter(text, code, vectors).write());
    }
  }

  /// Writes the methods of the members for a block of rows, those for the rest, and the loop that
  /// calls them.
  private void write(String name, Stage.Blocked blocked) {
    new BlockWriter(text, name, blocked)
        .write(
            List.of(NUMBERS, VECTORS),
            (method, member, height) -> {
              Shifts.Rows shifts = new Shifts.Rows(blocked.local());
              switch (member) {
                case Stage.Member.Nest(Stage.Loop loop) -> {
                  List<Integer> extents = new ArrayList<>(loop.extents());
                  extents.set(0, height);
                  write(method, BlockWriter.DESCRIPTOR, loop, extents, here(shifts));
                }
                case Stage.Member.Rows(RowTask task) ->
                    text.staticMethod(
                        method,
                        BlockWriter.DESCRIPTOR,
                        code -> new TaskWriter(code, buffers, tables).write(task, height, shifts));
              }
            });
  }

  /// Writes the method of a call, or those of what is one in numbers only.
  private void write(String name, String descriptor, Work.Task task, Where where) {
    boolean hasVectors = NarrowWriter.suits(task);
    text.staticMethod(
        name + (hasVectors ? NUMBERS : ""),
        descriptor,
        code -> new TaskWriter(code, where.buffers, tables).write(task, where.shifts));
    if (hasVectors) {
      text.staticMethod(
          name + VECTORS,
          descriptor,
          code -> NarrowWriter.write(code, task, where.buffers, tables, where.shifts));
    }
  }

  /// Whether vectors may reach behind the last tensor in memory.
  private boolean isNarrow(Elem elem) {
    return allStages()
        .flatMap(stage -> stage.works().stream())
        .anyMatch(work ->
            work instanceof Work.Task task
                && NarrowWriter.suits(task)
                && task.targets().getFirst().root().elem() == elem);
  }

  private Stream<Stage> allStages() {
    return Stream.concat(
        stages.stream(), turns.values().stream().flatMap(loop -> loop.stages().stream()));
  }

  /// Whether a stage has a method in numbers and one in vectors.
  static boolean hasTwoForms(Stage stage) {
    return switch (stage) {
      case Stage.Loop _, Stage.Blocked _ -> true;
      case Stage.Call(Work.Task task) -> NarrowWriter.suits(task);
    };
  }

  /// Writes the methods of the stages of a turn, and the loop that calls them.
  private void write(String name, Turns loop) {
    Where where = new Where(loop.remade(), loop.buffers(), loop.shifts());
    new TurnWriter(text, name, loop)
        .write(
            List.of(NUMBERS, VECTORS),
            (method, stage) -> {
              switch (stage) {
                case Stage.Loop nest ->
                    write(method, TurnWriter.DESCRIPTOR, nest, nest.extents(), where);
                case Stage.Call(Work.Task task) ->
                    write(method, TurnWriter.DESCRIPTOR, task, where);
                case Stage.Blocked _ -> throw new IllegalStateException("blocks in a turn");
              }
            });
  }

  private List<Slot> slots(List<View> views) {
    return views.stream()
        .map(v -> new Slot(v.root().elem(), buffers.get(v.root()) + v.offset(), v.shape()))
        .toList();
  }

  private void writeRun(MethodVisitor code, String suffix) {
    int arrays = 2;
    ClassText.pushArrays(code, 1);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, text.name(), "constants", "()L" + MEMORY + ";", false);
    code.visitVarInsn(Opcodes.ASTORE, arrays + 6);
    ClassText.pushArrays(code, arrays + 6);
    for (int k = 5; k >= 0; k--) {
      code.visitVarInsn(Opcodes.ASTORE, arrays + k);
    }
    int call = 0;
    for (int at = 0; at < stages.size(); at++) {
      boolean isInside = turns.containsKey(stages.get(at));
      if (!isInside
          && stages.get(at) instanceof Stage.Call(Work.Task(var task, _, _))
          && task.isHostCall()) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        Code.push(code, call++);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitMethodInsn(
            Opcodes.INVOKEVIRTUAL, text.name(), "call", "(IL" + MEMORY + ";)V", false);
      } else {
        for (int k = 0; k < 6; k++) {
          code.visitVarInsn(Opcodes.ALOAD, arrays + k);
        }
        boolean hasTwo = isInside || hasTwoForms(stages.get(at));
        text.callStatic(code, "stage" + at + (hasTwo ? suffix : ""), STAGE);
      }
    }
    code.visitInsn(Opcodes.RETURN);
  }

  private void writeIterate(MethodVisitor code, String suffix) {
    if (!Feedback.isPossible(block)) {
      Feedback.refuse(code);
      return;
    }
    int arrays = 4;
    ClassText.pushArrays(code, 1);
    for (int k = 2; k >= 0; k--) {
      code.visitVarInsn(Opcodes.ASTORE, arrays + k);
    }
    Label head = new Label();
    Label done = new Label();
    code.visitLabel(head);
    code.visitVarInsn(Opcodes.LLOAD, 2);
    code.visitInsn(Opcodes.LCONST_0);
    code.visitInsn(Opcodes.LCMP);
    code.visitJumpInsn(Opcodes.IFLE, done);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, text.name(), "run" + suffix, "(L" + MEMORY + ";)V", false);
    Feedback.copy(code, arrays, inputs, outputs, 1);
    Feedback.countDown(code, 2);
    code.visitJumpInsn(Opcodes.GOTO, head);
    code.visitLabel(done);
    code.visitInsn(Opcodes.RETURN);
  }
}
