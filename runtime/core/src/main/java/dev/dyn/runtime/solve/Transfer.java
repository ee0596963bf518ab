package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;

/// Copies the entries of some slots to others, planned once: neighbours become one range, short
/// ranges are copied in a plain loop, which for a handful of numbers is faster than a call.
public final class Transfer {
  private static final int SHORT = 16;

  private final Range[] ranges;

  private record Range(Elem elem, int from, int to, int length) {}

  private Transfer(List<Range> ranges) {
    this.ranges = ranges.toArray(Range[]::new);
  }

  /// From slot k of `from` to slot k of `to`, which have equal kinds and shapes, with `lanes`
  /// members beside one another.
  public static Transfer between(List<Slot> from, List<Slot> to, int lanes) {
    List<Range> ranges = new ArrayList<>();
    for (int k = 0; k < from.size(); k++) {
      Slot a = from.get(k);
      Slot b = to.get(k);
      Range next = new Range(storage(a.elem()), a.offset(), b.offset(), a.size() * lanes);
      if (!ranges.isEmpty() && continues(ranges.getLast(), next)) {
        Range last = ranges.removeLast();
        ranges.add(new Range(last.elem, last.from, last.to, last.length + next.length));
      } else {
        ranges.add(next);
      }
    }
    return new Transfer(ranges);
  }

  private static boolean continues(Range last, Range next) {
    return last.elem == next.elem
        && last.from + last.length == next.from
        && last.to + last.length == next.to;
  }

  /// Truth values lie among the integers.
  private static Elem storage(Elem elem) {
    return elem == Elem.BOOL ? Elem.I64 : elem;
  }

  public void run(Memory source, Memory target) {
    for (Range range : ranges) {
      switch (range.elem) {
        case F64 -> copy(source.f64(), range.from, target.f64(), range.to, range.length);
        case F32 ->
            System.arraycopy(source.f32(), range.from, target.f32(), range.to, range.length);
        case I64, BOOL ->
            System.arraycopy(source.i64(), range.from, target.i64(), range.to, range.length);
      }
    }
  }

  private static void copy(double[] source, int from, double[] target, int to, int length) {
    if (length > SHORT) {
      System.arraycopy(source, from, target, to, length);
      return;
    }
    for (int k = 0; k < length; k++) {
      target[to + k] = source[from + k];
    }
  }
}
