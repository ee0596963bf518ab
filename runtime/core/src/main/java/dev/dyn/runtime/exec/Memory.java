package dev.dyn.runtime.exec;

import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;

/// Where a kernel finds its inputs and leaves its outputs: one array for each kind of entry, with
/// offsets planned before the run. Truth values live in `i64` as 0 and 1.
///
/// A memory belongs to one thread at a time.
public record Memory(double[] f64, float[] f32, long[] i64) {
  /// A memory that holds everything `layout` has planned.
  public static Memory of(Layout layout) {
    return new Memory(new double[layout.f64()], new float[layout.f32()], new long[layout.i64()]);
  }

  /// How many entries of each kind a kernel needs.
  public record Layout(int f64, int f32, int i64) {}

  public double getReal(Slot slot, int index) {
    return slot.elem() == Elem.F32 ? f32[slot.offset() + index] : f64[slot.offset() + index];
  }

  public void setReal(Slot slot, int index, double value) {
    if (slot.elem() == Elem.F32) {
      f32[slot.offset() + index] = (float) value;
    } else {
      f64[slot.offset() + index] = value;
    }
  }

  /// Copies the entries of `value` into `slot`. Of a batched slot only lane 0.. of an unbatched
  /// memory is meant: use [#writeLane] there.
  public void write(Slot slot, Tensor value) {
    writeLane(slot, 0, 1, value);
  }

  /// Copies the entries of `value` to lane `lane` of `lanes`: entry k goes to offset + k·lanes +
  /// lane.
  public void writeLane(Slot slot, int lane, int lanes, Tensor value) {
    int n = slot.size();
    switch (value) {
      case Tensor.F64(_, double[] v) -> {
        for (int k = 0; k < n; k++) {
          f64[slot.offset() + k * lanes + lane] = v[k];
        }
      }
      case Tensor.F32(_, float[] v) -> {
        for (int k = 0; k < n; k++) {
          f32[slot.offset() + k * lanes + lane] = v[k];
        }
      }
      case Tensor.I64(_, long[] v) -> {
        for (int k = 0; k < n; k++) {
          i64[slot.offset() + k * lanes + lane] = v[k];
        }
      }
      case Tensor.Bool(_, long[] v) -> {
        for (int k = 0; k < n; k++) {
          i64[slot.offset() + k * lanes + lane] = v[k];
        }
      }
    }
  }

  public Tensor read(Slot slot) {
    return readLane(slot, 0, 1);
  }

  /// The entries of lane `lane` of `lanes` as a tensor of the slot's shape.
  public Tensor readLane(Slot slot, int lane, int lanes) {
    int n = slot.size();
    Shape shape = slot.shape();
    Tensor result = Tensor.zeros(slot.elem(), shape);
    switch (result) {
      case Tensor.F64(_, double[] v) -> {
        for (int k = 0; k < n; k++) {
          v[k] = f64[slot.offset() + k * lanes + lane];
        }
      }
      case Tensor.F32(_, float[] v) -> {
        for (int k = 0; k < n; k++) {
          v[k] = f32[slot.offset() + k * lanes + lane];
        }
      }
      case Tensor.I64(_, long[] v) -> {
        for (int k = 0; k < n; k++) {
          v[k] = i64[slot.offset() + k * lanes + lane];
        }
      }
      case Tensor.Bool(_, long[] v) -> {
        for (int k = 0; k < n; k++) {
          v[k] = i64[slot.offset() + k * lanes + lane];
        }
      }
    }
    return result;
  }
}
