package dev.dyn.compiler.optimize;

import dev.dyn.compiler.ir.Dim;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Places `start, start + stride, …`, `size` of them: what a slice takes.
record Run(Dim start, Dim size, int stride) {
  /// More pieces than this are left to a gather.
  private static final int MOST = 4;

  /// `places` in an axis of extent `extent` as few runs one after the other; empty if they are
  /// irregular or outside.
  static Optional<List<Run>> of(long[] places, long extent) {
    List<Run> runs = new ArrayList<>();
    int from = 0;
    while (from < places.length) {
      int to = from + 1;
      long stride = 1;
      if (to < places.length && fits(place(places[to], extent) - place(places[from], extent))) {
        stride = place(places[to], extent) - place(places[from], extent);
        while (to < places.length
            && place(places[to], extent) - place(places[to - 1], extent) == stride) {
          to++;
        }
      }
      runs.add(new Run(Dim.of(place(places[from], extent)), Dim.of(to - from), (int) stride));
      from = to;
      if (runs.size() > MOST) {
        return Optional.empty();
      }
    }
    for (long place : places) {
      if (place(place, extent) < 0 || place(place, extent) >= extent) {
        return Optional.empty();
      }
    }
    return runs.isEmpty() ? Optional.empty() : Optional.of(runs);
  }

  /// A place counted from the end is one counted from the start.
  private static long place(long index, long extent) {
    return index < 0 ? index + extent : index;
  }

  private static boolean fits(long stride) {
    return stride != 0 && Math.abs(stride) < 1 << 20;
  }
}
