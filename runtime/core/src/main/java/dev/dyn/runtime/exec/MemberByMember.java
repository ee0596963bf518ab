package dev.dyn.runtime.exec;

import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;

/// A kernel for several members by a kernel for one: for blocks that are arrays in themselves,
/// where vectors over members gain nothing. The memory has the place of one member first, then the
/// interleaved slots.
public final class MemberByMember implements Kernel {
  private final Kernel one;
  private final int lanes;
  private final List<Slot> inputs = new ArrayList<>();
  private final List<Slot> outputs = new ArrayList<>();
  private Memory.Layout layout;

  public MemberByMember(Kernel one, int lanes) {
    this.one = one;
    this.lanes = lanes;
    this.layout = one.layout();
    one.inputs().forEach(slot -> inputs.add(interleaved(slot)));
    one.outputs().forEach(slot -> outputs.add(interleaved(slot)));
  }

  private Slot interleaved(Slot slot) {
    int more = slot.size() * lanes;
    Slot wide = new Slot(slot.elem(), end(slot.elem()), slot.shape());
    layout =
        switch (slot.elem()) {
          case F64 -> new Memory.Layout(layout.f64() + more, layout.f32(), layout.i64());
          case F32 -> new Memory.Layout(layout.f64(), layout.f32() + more, layout.i64());
          case I64, BOOL -> new Memory.Layout(layout.f64(), layout.f32(), layout.i64() + more);
        };
    return wide;
  }

  private int end(Elem elem) {
    return switch (elem) {
      case F64 -> layout.f64();
      case F32 -> layout.f32();
      case I64, BOOL -> layout.i64();
    };
  }

  @Override
  public Memory.Layout layout() {
    return layout;
  }

  @Override
  public List<Slot> inputs() {
    return List.copyOf(inputs);
  }

  @Override
  public List<Slot> outputs() {
    return List.copyOf(outputs);
  }

  @Override
  public int lanes() {
    return lanes;
  }

  @Override
  public void run(Memory memory) {
    for (int lane = 0; lane < lanes; lane++) {
      load(memory, lane);
      one.run(memory);
      store(memory, lane, outputs);
    }
  }

  @Override
  public void iterate(Memory memory, long times) {
    if (times == 0) {
      return;
    }
    for (int lane = 0; lane < lanes; lane++) {
      load(memory, lane);
      one.iterate(memory, times);
      store(memory, lane, outputs);
      store(memory, lane, inputs.subList(0, outputs.size()));
    }
  }

  private void load(Memory memory, int lane) {
    for (int k = 0; k < inputs.size(); k++) {
      memory.write(one.inputs().get(k), memory.readLane(inputs.get(k), lane, lanes));
    }
  }

  private void store(Memory memory, int lane, List<Slot> to) {
    for (int k = 0; k < to.size(); k++) {
      memory.writeLane(to.get(k), lane, lanes, memory.read(one.outputs().get(k)));
    }
  }
}
