package dev.dyn.truffle.nodes;

import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;

/// Where a variable is kept in [Registers].
///
/// @param elem its kind
/// @param isScalar whether it lies in the array of its kind; a tensor otherwise
record Place(Elem elem, boolean isScalar, int index) {
  /// The variable's value; a scalar is put into a tensor.
  Tensor read(Registers r) {
    if (!isScalar) {
      return r.tensors[index];
    }
    return switch (elem) {
      case F64 -> Tensor.of(r.f64[index]);
      case F32 -> Tensor.of(r.f32[index]);
      case I64 -> Tensor.of(r.i64[index]);
      case BOOL -> Tensor.of(r.i64[index] != 0);
    };
  }

  void write(Registers r, Tensor value) {
    if (isScalar) {
      writeEntry(r, value, 0);
    } else {
      r.tensors[index] = value;
    }
  }

  /// Sets this scalar to entry `entry` of `source`.
  void writeEntry(Registers r, Tensor source, int entry) {
    switch (source) {
      case Tensor.F64(_, double[] values) -> r.f64[index] = values[entry];
      case Tensor.F32(_, float[] values) -> r.f32[index] = values[entry];
      case Tensor.I64(_, long[] values) -> r.i64[index] = values[entry];
      case Tensor.Bool(_, long[] values) -> r.i64[index] = values[entry];
    }
  }

  /// Copies what is in `from`, a place of the same kind, to here.
  void copy(Place from, Registers source, Registers r) {
    if (!isScalar) {
      r.tensors[index] = source.tensors[from.index];
      return;
    }
    switch (elem) {
      case F64 -> r.f64[index] = source.f64[from.index];
      case F32 -> r.f32[index] = source.f32[from.index];
      case I64, BOOL -> r.i64[index] = source.i64[from.index];
    }
  }

  /// Fetches an input of a kernel.
  void load(Memory memory, Slot slot, Registers r) {
    if (!isScalar) {
      r.tensors[index] = memory.read(slot);
      return;
    }
    switch (elem) {
      case F64 -> r.f64[index] = memory.f64()[slot.offset()];
      case F32 -> r.f32[index] = memory.f32()[slot.offset()];
      case I64, BOOL -> r.i64[index] = memory.i64()[slot.offset()];
    }
  }

  /// Leaves an output of a kernel.
  void store(Memory memory, Slot slot, Registers r) {
    if (!isScalar) {
      memory.write(slot, r.tensors[index]);
      return;
    }
    switch (elem) {
      case F64 -> memory.f64()[slot.offset()] = r.f64[index];
      case F32 -> memory.f32()[slot.offset()] = r.f32[index];
      case I64, BOOL -> memory.i64()[slot.offset()] = r.i64[index];
    }
  }
}
