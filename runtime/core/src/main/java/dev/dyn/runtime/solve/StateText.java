package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.tensor.Tensor;
import dev.dyn.runtime.text.Shortest;
import java.util.ArrayList;
import java.util.List;

/// The states of a member in words, for messages: `S = 9900, I = -1`. Tensors are left out beyond a
/// few entries.
final class StateText {
  private static final int MOST_ENTRIES = 6;

  private StateText() {}

  static String of(List<String> names, List<Slot> slots, Memory memory, int lane, int lanes) {
    List<String> all = new ArrayList<>();
    for (int k = 0; k < names.size(); k++) {
      Tensor value = memory.readLane(slots.get(k), lane, lanes);
      List<String> entries = new ArrayList<>();
      for (int e = 0; e < Math.min(value.size(), MOST_ENTRIES); e++) {
        entries.add(
            switch (value) {
              case Tensor.F64 t -> Shortest.of(t.values()[e]);
              case Tensor.F32 t -> Shortest.of(t.values()[e]);
              case Tensor.I64 t -> Long.toString(t.values()[e]);
              case Tensor.Bool t -> Boolean.toString(t.values()[e] != 0);
            });
      }
      if (value.size() > MOST_ENTRIES) {
        entries.add("…");
      }
      String text = String.join(", ", entries);
      all.add(names.get(k) + " = " + (value.shape().rank() == 0 ? text : "[" + text + "]"));
    }
    return String.join(", ", all);
  }
}
