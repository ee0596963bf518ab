package dev.dyn.runtime.program;

import dev.dyn.runtime.checkpoint.Checkpoints;
import dev.dyn.runtime.checkpoint.Place;
import dev.dyn.runtime.checkpoint.Turn;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.LoopCall;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.lines.Entries;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A long loop, such as a training, that can be kept between two turns and go on from there. The
/// bits are those of [LoopCall], which runs loops inside of kernels.
///
/// What is carried is in memory once: the operands are let go of when they have been copied to
/// where the turns change them, and results that nobody reads are not copied from there.
public final class LoopRun {
  /// In the place of a tensor that nobody reads.
  private static final Tensor NOTHING = Tensor.zeros(Elem.F64, new Shape(0));

  private final LoopCall.Plan plan;
  private final Kernel body;
  private final List<Tensor> operands;
  private final List<Boolean> wanted;
  private final boolean isBatched;
  private final List<Tensor> results = new ArrayList<>();
  private final Memory memory;

  /// @param body `(carried…, row of each scanned…, environment…)` → `(carried…, a row of each
  ///   stacked…)`
  public LoopRun(LoopCall.Plan plan, Kernel body, List<Tensor> operands) {
    this(plan, body, operands, Collections.nCopies(body.outputs().size(), true));
  }

  /// @param wanted which results are read by anybody; the others are left empty if they are carried
  LoopRun(LoopCall.Plan plan, Kernel body, List<Tensor> operands, List<Boolean> wanted) {
    this.plan = plan;
    this.body = body;
    this.operands = new ArrayList<>(operands);
    this.wanted = wanted;
    this.isBatched = !plan.differs().isEmpty();
    this.memory = Memory.of(body.layout());
    for (int k = 0; k < body.outputs().size(); k++) {
      Slot slot = body.outputs().get(k);
      Shape one = k < plan.carried() ? slot.shape() : slot.shape().under(plan.length());
      results.add(
          k < plan.carried() && !isBatched
              ? NOTHING
              : Tensor.zeros(slot.elem(), isBatched ? one.under(plan.members()) : one));
    }
  }

  /// The results.
  public List<Tensor> run() {
    return run(Checkpoints.NONE, new Place("", 0));
  }

  /// The results, from where `checkpoints` have the loop at `place`, or from its start.
  List<Tensor> run(Checkpoints checkpoints, Place place) {
    Turn start = checkpoints.underWay(place).orElse(new Turn(0, 0, List.of()));
    for (int member = start.member(); member < plan.members(); member++) {
      begin(member);
      int turn = 0;
      if (member == start.member() && !start.values().isEmpty()) {
        restore(start.values());
        turn = (int) start.turn();
      }
      if (isPlain() && !checkpoints.areKept()) {
        body.iterate(memory, plan.length());
        turn = plan.length();
      }
      while (turn < plan.length() && !(plan.stops() && isAtRest())) {
        turn(member, turn++);
        if (checkpoints.areDue()) {
          checkpoints.keep(place, new Turn(member, turn, snapshot(member, turn)));
        }
      }
      for (int k = 0; k < plan.carried(); k++) {
        end(k, member);
      }
    }
    return results;
  }

  /// Whether a turn needs nothing but what the one before has left.
  private boolean isPlain() {
    return !plan.stops() && plan.scanned() == 0 && body.outputs().size() == plan.carried();
  }

  private void end(int k, int member) {
    Slot last = body.inputs().get(k);
    if (isBatched) {
      copy(storage(memory, last), last.offset(), results.get(k), member * last.size(), last);
    } else if (wanted.get(k)) {
      results.set(k, memory.read(last));
    }
  }

  /// Whether operand `k` stands in the memory of the turns as it was given.
  static boolean stays(LoopCall.Plan plan, int k) {
    return k >= plan.carried() + plan.scanned() && plan.differs().isEmpty();
  }

  /// Operand `k`, which [#stays], after a run.
  Tensor operand(int k) {
    return memory.read(body.inputs().get(k));
  }

  private void begin(int member) {
    int rowsEnd = plan.carried() + plan.scanned();
    for (int k = 0; k < operands.size(); k++) {
      if (k < plan.carried() || k >= rowsEnd) {
        fill(body.inputs().get(k), operands.get(k), differs(k) ? member : 0);
        if (member == plan.members() - 1) {
          operands.set(k, NOTHING);
        }
      }
    }
  }

  private void turn(int member, int turn) {
    for (int k = plan.carried(); k < plan.carried() + plan.scanned(); k++) {
      int row = differs(k) ? member * plan.length() + turn : turn;
      fill(body.inputs().get(k), operands.get(k), row);
    }
    body.run(memory);
    for (int k = 0; k < results.size(); k++) {
      Slot output = body.outputs().get(k);
      Object from = storage(memory, output);
      if (k < plan.carried()) {
        int to = body.inputs().get(k).offset();
        if (to != output.offset()) {
          System.arraycopy(from, output.offset(), from, to, output.size());
        }
      } else {
        int row = member * plan.length() + turn;
        copy(from, output.offset(), results.get(k), row * output.size(), output);
      }
    }
  }

  /// What is carried, then what has been written of each result.
  private List<Tensor> snapshot(int member, int turn) {
    List<Tensor> values = new ArrayList<>();
    body.inputs().subList(0, plan.carried()).forEach(slot -> values.add(memory.read(slot)));
    for (int k = 0; k < results.size(); k++) {
      int parts = k < plan.carried() ? member : member * plan.length() + turn;
      Slot slot = body.outputs().get(k);
      Tensor written = Tensor.zeros(slot.elem(), new Shape(parts * slot.size()));
      if (written.size() > 0) {
        copy(Entries.storage(results.get(k)), 0, written, 0, written.size());
      }
      values.add(written);
    }
    return values;
  }

  private void restore(List<Tensor> values) {
    for (int k = 0; k < plan.carried(); k++) {
      memory.write(body.inputs().get(k), values.get(k));
    }
    for (int k = 0; k < results.size(); k++) {
      Tensor written = values.get(plan.carried() + k);
      if (written.size() > 0) {
        copy(Entries.storage(written), 0, results.get(k), 0, written.size());
      }
    }
  }

  private boolean isAtRest() {
    Slot marks = body.inputs().getFirst();
    for (int k = marks.offset(); k < marks.offset() + marks.size(); k++) {
      if (memory.i64()[k] == 0) {
        return false;
      }
    }
    return true;
  }

  private boolean differs(int operand) {
    return isBatched && plan.differs().get(operand);
  }

  /// Copies part number `part` of `from` into a slot.
  private void fill(Slot to, Tensor from, int part) {
    Object target = storage(memory, to);
    System.arraycopy(Entries.storage(from), part * to.size(), target, to.offset(), to.size());
  }

  private static Object storage(Memory memory, Slot slot) {
    return switch (slot.elem()) {
      case F64 -> memory.f64();
      case F32 -> memory.f32();
      case I64, BOOL -> memory.i64();
    };
  }

  private static void copy(Object from, int start, Tensor to, int at, Slot like) {
    copy(from, start, to, at, like.size());
  }

  private static void copy(Object from, int start, Tensor to, int at, int count) {
    System.arraycopy(from, start, Entries.storage(to), at, count);
  }
}
