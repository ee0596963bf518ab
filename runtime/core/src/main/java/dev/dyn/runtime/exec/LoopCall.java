package dev.dyn.runtime.exec;

import java.util.Arrays;
import java.util.List;

/// A scan by a compiled body: a loop that copies rows in and out. The body has a memory of its own,
/// one for each thread that runs it, because kernels are shared by threads.
///
/// @param body `(carried…, row of each scanned…, environment…)` → `(carried…, a row of each
///   stacked…)`; carried values may be computed where they stand, with one slot as input and output
/// @param from where the operands lie: carried, scanned, environment
/// @param to where the results go: carried, stacked
public record LoopCall(Plan plan, Kernel body, List<Slot> from, List<Slot> to, SpareMemory spare)
    implements CompiledKernel.Call {
  /// What is carried and how often.
  ///
  /// @param length the number of turns
  /// @param carried how many values go from turn to turn
  /// @param scanned how many operands give a row to each turn
  /// @param members how many times the whole loop runs
  /// @param differs which operands have the member as their outermost axis; empty for one member
  /// @param stops whether the turns end when all entries of the first carried value are true
  /// @param fromLast for each stacked result whether the row of the last turn comes first; empty if
  ///   none does, as where turns may be left out
  public record Plan(
      int length,
      int carried,
      int scanned,
      int members,
      List<Boolean> differs,
      boolean stops,
      List<Boolean> fromLast) {
    public Plan {
      differs = List.copyOf(differs);
      fromLast = List.copyOf(fromLast);
    }

    /// Where the rows of all stacked results come in the order of the turns.
    public Plan(
        int length, int carried, int scanned, int members, List<Boolean> differs, boolean stops) {
      this(length, carried, scanned, members, differs, stops, List.of());
    }

    /// Which row of stacked result `k` a turn gives.
    int row(int k, int turn) {
      return !fromLast.isEmpty() && fromLast.get(k) ? length - 1 - turn : turn;
    }
  }

  public LoopCall {
    from = List.copyOf(from);
    to = List.copyOf(to);
  }

  public LoopCall(Plan plan, Kernel body, List<Slot> from, List<Slot> to) {
    this(plan, body, from, to, new SpareMemory());
  }

  @Override
  public void run(Memory memory) {
    Memory inside = spare.take(body.layout());
    for (int member = 0; member < plan.members(); member++) {
      run(memory, inside, member);
    }
    spare.giveBack(inside);
  }

  private void run(Memory memory, Memory inside, int member) {
    int carried = plan.carried();
    int rowsEnd = carried + plan.scanned();
    for (int k = 0; k < from.size(); k++) {
      if (k < carried || k >= rowsEnd) {
        Slot input = body.inputs().get(k);
        copy(memory, start(k, member), inside, input.offset(), input);
      }
    }
    int length = plan.length();
    boolean isPlain = carried == rowsEnd && to.size() == carried;
    if (plan.stops()) {
      int turn = 0;
      while (turn < length && !isAtRest(inside)) {
        turn(memory, inside, member, turn++);
      }
      clearRows(memory, member, turn);
    } else if (isPlain) {
      body.iterate(inside, length);
    } else {
      for (int turn = 0; turn < length; turn++) {
        turn(memory, inside, member, turn);
      }
    }
    for (int k = 0; k < carried; k++) {
      Slot last = body.inputs().get(k);
      copy(inside, last.offset(), memory, to.get(k).offset() + member * last.size(), last);
    }
  }

  private void turn(Memory memory, Memory inside, int member, int turn) {
    int carried = plan.carried();
    for (int k = carried; k < carried + plan.scanned(); k++) {
      Slot input = body.inputs().get(k);
      copy(memory, start(k, member) + turn * input.size(), inside, input.offset(), input);
    }
    body.run(inside);
    for (int k = 0; k < to.size(); k++) {
      Slot output = body.outputs().get(k);
      if (k < carried) {
        copyBack(inside, output, body.inputs().get(k));
      } else {
        int row = member * plan.length() + plan.row(k - carried, turn);
        copy(inside, output.offset(), memory, to.get(k).offset() + row * output.size(), output);
      }
    }
  }

  /// Rows of turns that were left out are zeros.
  private void clearRows(Memory memory, int member, int turn) {
    for (int k = plan.carried(); k < to.size(); k++) {
      int n = body.outputs().get(k).size();
      int begin = to.get(k).offset() + (member * plan.length() + turn) * n;
      int end = to.get(k).offset() + (member + 1) * plan.length() * n;
      switch (to.get(k).elem()) {
        case F64 -> Arrays.fill(memory.f64(), begin, end, 0);
        case F32 -> Arrays.fill(memory.f32(), begin, end, 0);
        case I64, BOOL -> Arrays.fill(memory.i64(), begin, end, 0);
      }
    }
  }

  private boolean isAtRest(Memory inside) {
    Slot marks = body.inputs().getFirst();
    for (int k = marks.offset(); k < marks.offset() + marks.size(); k++) {
      if (inside.i64()[k] == 0) {
        return false;
      }
    }
    return true;
  }

  private static void copyBack(Memory inside, Slot output, Slot input) {
    if (!output.equals(input)) {
      copy(inside, output.offset(), inside, input.offset(), output);
    }
  }

  /// Where operand `k` of a member begins.
  private int start(int k, int member) {
    Slot slot = from.get(k);
    boolean differs = !plan.differs().isEmpty() && plan.differs().get(k);
    return differs ? slot.offset() + member * slot.shape().inner().size() : slot.offset();
  }

  private static void copy(Memory source, int from, Memory target, int to, Slot like) {
    switch (like.elem()) {
      case F64 -> System.arraycopy(source.f64(), from, target.f64(), to, like.size());
      case F32 -> System.arraycopy(source.f32(), from, target.f32(), to, like.size());
      case I64, BOOL -> System.arraycopy(source.i64(), from, target.i64(), to, like.size());
    }
  }
}
