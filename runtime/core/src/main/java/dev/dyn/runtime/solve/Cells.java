package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;

/// A scalar slot of a kernel with lanes, written alike in all lanes.
public record Cells(Slot slot, int lanes) {
  public void setReal(Memory memory, double value) {
    double[] f64 = memory.f64();
    for (int k = slot.offset(); k < slot.offset() + lanes; k++) {
      f64[k] = value;
    }
  }

  public void setInt(Memory memory, long value) {
    long[] i64 = memory.i64();
    for (int k = slot.offset(); k < slot.offset() + lanes; k++) {
      i64[k] = value;
    }
  }
}
