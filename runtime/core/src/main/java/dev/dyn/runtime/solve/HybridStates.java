package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// All states of a member in one memory: those that move, brought from where the steps have them,
/// the integrated rate among them, and those that wait.
final class HybridStates {
  private final int moving;
  private final boolean hasHazard;
  private final Elem real;
  private final List<Slot> slots;
  private final Slot hazard;
  private final Memory memory;

  /// @param real the kind of number that the integrated rate is
  HybridStates(List<Tensor> states, int moving, boolean hasHazard, Elem real) {
    this.moving = moving;
    this.hasHazard = hasHazard;
    this.real = real;
    List<Slot> like = new ArrayList<>();
    states.forEach(s -> like.add(new Slot(s.elem(), 0, s.shape())));
    like.add(new Slot(real, 0, Shape.SCALAR));
    StagedStates staged = new StagedStates(like);
    this.slots = staged.slots().subList(0, states.size());
    this.hazard = staged.slots().getLast();
    this.memory = staged.memory();
    Start.write(memory, slots, states, 0, 1);
  }

  Memory memory() {
    return memory;
  }

  List<Slot> slots() {
    return slots;
  }

  double hazard() {
    return memory.getReal(hazard, 0);
  }

  void clearHazard() {
    memory.setReal(hazard, 0, 0);
  }

  /// Brings what moves from `from`, where the steps have it.
  Transfer bringing(List<Slot> from) {
    List<Slot> to = new ArrayList<>(slots.subList(0, moving));
    if (hasHazard) {
      to.add(hazard);
    }
    return Transfer.between(from, to, 1);
  }

  /// What the steps start from: what moves as states, what waits as the begin of the environment.
  Start start(List<Tensor> environment) {
    List<Tensor> states = new ArrayList<>();
    slots.subList(0, moving).forEach(s -> states.add(memory.read(s)));
    if (hasHazard) {
      Tensor rate = real == Elem.F32 ? Tensor.of((float) hazard()) : Tensor.of(hazard());
      states.add(rate);
    }
    List<Tensor> around = new ArrayList<>();
    slots.subList(moving, slots.size()).forEach(s -> around.add(memory.read(s)));
    around.addAll(environment);
    return new Start(states, around);
  }
}
