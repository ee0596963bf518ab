package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// States of a single member on their way into the results, in a memory of their own.
final class StagedStates {
  private final List<Slot> slots = new ArrayList<>();
  private final Memory memory;
  private Optional<LaneTransfer> fromInside = Optional.empty();

  /// With slots of the kinds and shapes of `like`.
  StagedStates(List<Slot> like) {
    int f64 = 0;
    int f32 = 0;
    int i64 = 0;
    for (Slot slot : like) {
      int size = slot.size();
      int offset =
          switch (slot.elem()) {
            case F64 -> (f64 += size) - size;
            case F32 -> (f32 += size) - size;
            case I64, BOOL -> (i64 += size) - size;
          };
      slots.add(new Slot(slot.elem(), offset, slot.shape()));
    }
    memory = Memory.of(new Memory.Layout(f64, f32, i64));
  }

  /// Takes the states that lie inside a step; all steps that are asked have slots alike.
  void take(InsideStep step) {
    if (fromInside.isEmpty()) {
      fromInside = Optional.of(new LaneTransfer(step.slots(), 1, slots, 1));
    }
    fromInside.get().run(step.memory(), 0, memory, 0);
  }

  Memory memory() {
    return memory;
  }

  List<Slot> slots() {
    return slots;
  }
}
