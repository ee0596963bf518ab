package dev.dyn.jvm.array;

import dev.dyn.jvm.emit.ArrayForms;
import dev.dyn.jvm.emit.ClassText;
import dev.dyn.jvm.emit.Code;
import dev.dyn.jvm.emit.LineWriter;
import dev.dyn.jvm.emit.Machine;
import dev.dyn.jvm.emit.ScalarMachine;
import dev.dyn.jvm.emit.VectorCalls;
import dev.dyn.jvm.emit.VectorMachine;
import dev.dyn.jvm.small.Instruction;
import dev.dyn.jvm.small.ScalarProgram;
import dev.dyn.runtime.kernel.Sums;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// Writes what a loop nest does along a stretch of its innermost axis, pass by pass. Where the
/// stretch begins and ends, and the row that it lies in, are local variables that the writer of the
/// loops around it sets.
final class PassWriter {
  /// After the six arrays and the first row of a block, or the turn.
  private static final int FIRST_LOCAL = 7;

  /// Where methods for blocks of rows have the number of the first one, those for turns the turn.
  static final int FIRST_ROW = 6;

  private final MethodVisitor code;
  private final LoopPlan plan;
  private final List<Place> places;
  private final ScalarProgram program;
  private final int[] homes;
  private final int[] bases;
  private final int index;
  private final int from;
  private final int end;
  private final int limit;
  private final Map<Elem, Integer> masks = new EnumMap<>(Elem.class);
  private int nextLocal = FIRST_LOCAL;

  PassWriter(MethodVisitor code, LoopPlan plan) {
    this.code = code;
    this.plan = plan;
    this.places = plan.tiles().places();
    this.program = plan.program();
    this.homes = plan.tiles().homes();
    this.index = fresh();
    this.from = fresh();
    this.end = fresh();
    this.limit = fresh();
    this.bases = new int[places.size()];
    for (int place = 0; place < bases.length; place++) {
      bases[place] = fresh();
    }
  }

  /// A fresh local variable for an int.
  int fresh() {
    return nextLocal++;
  }

  /// The local variable with the first index of the stretch.
  int from() {
    return from;
  }

  /// The local variable with the index after the stretch.
  int end() {
    return end;
  }

  /// The local variable with the entry of a place at index 0 of the innermost axis.
  int base(int place) {
    return bases[place];
  }

  /// `for (at = 0; at < size; at++)`
  void count(int at, Runnable pushSize, Runnable body) {
    Label head = new Label();
    Label done = new Label();
    code.visitInsn(Opcodes.ICONST_0);
    code.visitVarInsn(Opcodes.ISTORE, at);
    code.visitLabel(head);
    code.visitVarInsn(Opcodes.ILOAD, at);
    pushSize.run();
    code.visitJumpInsn(Opcodes.IF_ICMPGE, done);
    body.run();
    code.visitIincInsn(at, 1);
    code.visitJumpInsn(Opcodes.GOTO, head);
    code.visitLabel(done);
  }

  /// Goes to the row where the outer axes have the indices in `outer`.
  void startRow(List<Integer> outer) {
    for (int place = 0; place < places.size(); place++) {
      pushRowStart(places.get(place), outer);
      code.visitVarInsn(Opcodes.ISTORE, bases[place]);
    }
  }

  /// Does everything for the stretch.
  void stretch() {
    moveTiles();
    plan.tiles().passes().forEach(this::writePass);
  }

  private void pushRowStart(Place place, List<Integer> outer) {
    Code.push(code, place.base());
    if (place.shift() != 0) {
      code.visitVarInsn(Opcodes.ILOAD, FIRST_ROW);
      Code.push(code, place.shift());
      code.visitInsn(Opcodes.IMUL);
      code.visitInsn(Opcodes.IADD);
    }
    for (int axis = 0; axis < outer.size(); axis++) {
      int stride = place.strides().get(axis);
      if (stride != 0 && place.source() != Place.Source.TILE) {
        code.visitVarInsn(Opcodes.ILOAD, outer.get(axis));
        Code.push(code, stride);
        code.visitInsn(Opcodes.IMUL);
        code.visitInsn(Opcodes.IADD);
      }
    }
  }

  /// Scratch tiles hold the entries from `from` on: their entry 0 lies before them.
  private void moveTiles() {
    for (int place = 0; place < places.size(); place++) {
      if (places.get(place).source() == Place.Source.TILE) {
        Code.push(code, places.get(place).base());
        code.visitVarInsn(Opcodes.ILOAD, from);
        code.visitInsn(Opcodes.ISUB);
        code.visitVarInsn(Opcodes.ISTORE, bases[place]);
      }
    }
  }

  private void writePass(Tiles.Pass pass) {
    switch (pass) {
      case Tiles.Pass.Collect(int line, int source, int tile) -> {
        int[] before = homes.clone();
        before[line] = source;
        startIndex();
        numbers(List.of(), List.of(new LoopLines.Store(line, tile)), List.of(), before);
      }
      case Tiles.Pass.Vectors vectors -> {
        startIndex();
        boolean overlaps = RowEnds.canOverlap(plan, vectors);
        if (plan.width() > 1 && plan.nest().inner() >= plan.width()) {
          vectors(vectors, overlaps);
        }
        if (plan.endsInMask() && !overlaps) {
          lastVector(vectors);
        } else if (!overlaps) {
          numbers(vectors.lines(), vectors.stores(), vectors.sums(), homes);
        }
      }
      case Tiles.Pass.Whole whole -> whole(whole);
    }
  }

  private void startIndex() {
    code.visitVarInsn(Opcodes.ILOAD, from);
    code.visitVarInsn(Opcodes.ISTORE, index);
  }

  /// `for (; index < limit; index += step)` over vectors, as long as whole steps fit.
  ///
  /// @param overlaps whether the last step is moved inward, so that nothing is left
  private void vectors(Tiles.Pass.Vectors pass, boolean overlaps) {
    int copies = plan.sums().isEmpty() ? 1 : Sums.LANES / plan.width();
    int step = plan.width() * copies;
    Machine machine =
        new AccessMachine(
            new VectorMachine(plan.width(), copies, VectorCalls.none()),
            plan.width(),
            places,
            bases,
            index,
            Map.of());
    LineWriter writer = new LineWriter(code, machine, program, homes, nextLocal);
    plan(writer, pass);
    pinned(pass).forEach(writer::pin);
    code.visitVarInsn(Opcodes.ILOAD, end);
    Code.push(code, overlaps ? step : step - 1);
    code.visitInsn(Opcodes.ISUB);
    code.visitVarInsn(Opcodes.ISTORE, limit);
    Label head = new Label();
    Label done = new Label();
    code.visitLabel(head);
    code.visitVarInsn(Opcodes.ILOAD, index);
    code.visitVarInsn(Opcodes.ILOAD, overlaps ? end : limit);
    code.visitJumpInsn(Opcodes.IF_ICMPGE, done);
    if (overlaps) {
      code.visitVarInsn(Opcodes.ILOAD, index);
      code.visitVarInsn(Opcodes.ILOAD, limit);
      code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Math", "min", "(II)I", false);
      code.visitVarInsn(Opcodes.ISTORE, index);
    }
    pass.lines().forEach(writer::compute);
    pass.stores().forEach(store -> writer.store(store.line(), store.place()));
    writer.assign(
        pass.sums().stream().map(LoopLines.Sum::next).toList(),
        pass.sums().stream().map(LoopLines.Sum::lanes).toList());
    code.visitIincInsn(index, step);
    code.visitJumpInsn(Opcodes.GOTO, head);
    code.visitLabel(done);
    pass.sums().forEach(sum -> writer.store(sum.lanes(), sum.lanePlace()));
  }

  /// What is left of the row in one vector, of which only the first lanes are loaded and stored.
  private void lastVector(Tiles.Pass.Vectors pass) {
    VectorMachine vectors = new VectorMachine(plan.width(), 1, VectorCalls.none());
    Machine machine = new AccessMachine(vectors, plan.width(), places, bases, index, masks);
    LineWriter writer = new LineWriter(code, machine, program, homes, nextLocal);
    plan(writer, pass);
    pass.lines().forEach(writer::compute);
    pass.stores().forEach(store -> writer.store(store.line(), store.place()));
  }

  /// Puts the masks of the last vector of a row into local variables; to be called before all
  /// loops.
  void start() {
    if (!plan.endsInMask()) {
      return;
    }
    VectorMachine vectors = new VectorMachine(plan.width(), 1, VectorCalls.none());
    for (Place place : places) {
      if (!masks.containsKey(place.elem())) {
        masks.put(place.elem(), fresh());
        vectors.firstLanes(code, place.elem(), plan.nest().inner() % plan.width());
        code.visitVarInsn(Opcodes.ASTORE, masks.get(place.elem()));
      }
    }
  }

  private static void plan(LineWriter writer, Tiles.Pass.Vectors pass) {
    List<Integer> also = new ArrayList<>();
    BitSet kept = new BitSet();
    pass.stores().forEach(store -> also.add(store.line()));
    for (LoopLines.Sum sum : pass.sums()) {
      also.add(sum.next());
      kept.set(sum.next());
    }
    writer.plan(pass.lines(), also, kept);
  }

  /// What stays in registers during the loop: virtual lanes, constants and entries that do not vary
  /// along the axis.
  private TreeSet<Integer> pinned(Tiles.Pass.Vectors pass) {
    TreeSet<Integer> pinned = new TreeSet<>();
    BitSet computed = new BitSet();
    pass.lines().forEach(computed::set);
    TreeSet<Integer> used = new TreeSet<>();
    pass.lines().forEach(line -> used.addAll(program.lines().get(line).args()));
    pass.stores().forEach(store -> used.add(store.line()));
    for (int line : used) {
      boolean isSame =
          switch (program.lines().get(line)) {
            case Instruction.Literal _ -> true;
            case Instruction.Parameter _, Instruction.Apply _ ->
                !computed.get(line) && homes[line] >= 0 && places.get(homes[line]).step() == 0;
          };
      if (isSame) {
        pinned.add(line);
      }
    }
    pass.sums().forEach(sum -> pinned.add(sum.lanes()));
    return pinned;
  }

  /// `for (; index < end; index++)` over single numbers.
  private void numbers(
      List<Integer> lines, List<LoopLines.Store> stores, List<LoopLines.Sum> sums, int[] homes) {
    Machine machine = new AccessMachine(new ScalarMachine(), 1, places, bases, index, Map.of());
    LineWriter writer = new LineWriter(code, machine, program, homes, nextLocal);
    plan(writer, new Tiles.Pass.Vectors(lines, stores, sums));
    Label head = new Label();
    Label done = new Label();
    code.visitLabel(head);
    code.visitVarInsn(Opcodes.ILOAD, index);
    code.visitVarInsn(Opcodes.ILOAD, end);
    code.visitJumpInsn(Opcodes.IF_ICMPGE, done);
    lines.forEach(writer::compute);
    stores.forEach(store -> writer.store(store.line(), store.place()));
    sums.forEach(sum -> writer.store(sum.next(), sum.lanePlace()));
    code.visitIincInsn(index, 1);
    code.visitJumpInsn(Opcodes.GOTO, head);
    code.visitLabel(done);
  }

  private void whole(Tiles.Pass.Whole pass) {
    Instruction.Apply apply = (Instruction.Apply) program.lines().get(pass.line());
    if (!ArrayForms.has(apply.method())) {
      int[] tiled = homes.clone();
      for (int k = 0; k < pass.from().size(); k++) {
        tiled[apply.args().get(k)] = pass.from().get(k);
      }
      startIndex();
      LoopLines.Store store = new LoopLines.Store(pass.line(), pass.to());
      numbers(List.of(pass.line()), List.of(store), List.of(), tiled);
      return;
    }
    for (int place : pass.from()) {
      pushStretch(place);
    }
    pushStretch(pass.to());
    code.visitVarInsn(Opcodes.ILOAD, end);
    code.visitVarInsn(Opcodes.ILOAD, from);
    code.visitInsn(Opcodes.ISUB);
    if (isTile(pass.to()) && pass.from().stream().allMatch(this::isTile)) {
      roundUp();
    }
    ArrayForms.call(code, apply.method());
  }

  private boolean isTile(int place) {
    return places.get(place).source() == Place.Source.TILE;
  }

  /// Makes a number of entries a multiple of 16. Tiles have room for that, nothing reads the
  /// entries too many, and the last ones would be computed one by one, each as slowly as a whole
  /// vector.
  private void roundUp() {
    Code.push(code, Sums.LANES - 1);
    code.visitInsn(Opcodes.IADD);
    Code.push(code, -Sums.LANES);
    code.visitInsn(Opcodes.IAND);
  }

  private void pushStretch(int place) {
    int array = Code.array(places.get(place).elem());
    boolean isTable = places.get(place).source() == Place.Source.TABLE;
    code.visitVarInsn(Opcodes.ALOAD, isTable ? AccessMachine.TABLES + array : array);
    code.visitVarInsn(Opcodes.ILOAD, bases[place]);
    code.visitVarInsn(Opcodes.ILOAD, from);
    code.visitInsn(Opcodes.IADD);
  }

  /// Combines the virtual lanes and stores the result.
  void finishSum(ClassText text, LoopLines.Sum sum) {
    Place lanes = places.get(sum.lanePlace());
    Place target = places.get(sum.target());
    Code.pushArray(code, target.elem());
    code.visitVarInsn(Opcodes.ILOAD, bases[sum.target()]);
    Code.pushArray(code, lanes.elem());
    code.visitVarInsn(Opcodes.ILOAD, bases[sum.lanePlace()]);
    LaneTree.call(text, code, sum.method());
    Code.element(code, target.elem(), false);
  }
}
