package dev.dyn.runtime.exec;

import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;

/// Slots one after the other, for kernels that need no better order.
public final class SlotRow {
  private int f64;
  private int f32;
  private int i64;

  /// A new slot behind those before it.
  public Slot add(Elem elem, Shape shape) {
    int size = shape.size();
    int offset =
        switch (elem) {
          case F64 -> (f64 += size) - size;
          case F32 -> (f32 += size) - size;
          case I64, BOOL -> (i64 += size) - size;
        };
    return new Slot(elem, offset, shape);
  }

  /// A memory that holds them all.
  public Memory.Layout layout() {
    return new Memory.Layout(f64, f32, i64);
  }
}
