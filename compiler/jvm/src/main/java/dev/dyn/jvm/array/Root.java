package dev.dyn.jvm.array;

import dev.dyn.jvm.small.Instruction;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;

/// Where the entries of a [View] come from.
sealed interface Root {
  Elem elem();

  /// Input `index` of the kernel.
  record Input(int index, Elem elem) implements Root {}

  /// A constant with several entries, kept in the kernel's tables.
  record Table(Tensor value) implements Root {
    @Override
    public Elem elem() {
      return value.elem();
    }
  }

  /// One number, the same for all entries.
  record Number(Instruction.Literal literal) implements Root {
    @Override
    public Elem elem() {
      return literal.elem();
    }
  }

  /// The integers: entry k is k.
  record Counter() implements Root {
    @Override
    public Elem elem() {
      return Elem.I64;
    }
  }

  /// What the kernel computes; it has a place in memory unless nothing outside of one loop reads
  /// it.
  record Computed(int id, Elem elem, int size) implements Root {}
}
