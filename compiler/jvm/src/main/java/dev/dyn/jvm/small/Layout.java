package dev.dyn.jvm.small;

import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Gives places in a memory, one after the other.
public final class Layout {
  private final int lanes;
  private int f64;
  private int f32;
  private int i64;

  public Layout(int lanes) {
    this.lanes = lanes;
  }

  public List<Slot> slots(List<Var> vars) {
    List<Slot> slots = new ArrayList<>();
    for (Var v : vars) {
      slots.add(slot(v.type()));
    }
    return slots;
  }

  public Slot slot(Type type) {
    return slot(type.elem(), type.shape());
  }

  public Slot slot(Elem elem, Shape shape) {
    return new Slot(elem, take(elem, shape.size() * lanes), shape);
  }

  /// The offset of `count` fresh entries.
  public int take(Elem elem, int count) {
    return switch (elem) {
      case F64 -> {
        f64 = Math.addExact(f64, count);
        yield f64 - count;
      }
      case F32 -> {
        f32 = Math.addExact(f32, count);
        yield f32 - count;
      }
      case I64, BOOL -> {
        i64 = Math.addExact(i64, count);
        yield i64 - count;
      }
    };
  }

  public Memory.Layout finish() {
    return new Memory.Layout(f64, f32, i64);
  }
}
