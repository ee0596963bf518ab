package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;

/// Copies one member's entries of some slots to others, where source and target may keep different
/// numbers of members side by side.
final class LaneTransfer {
  private final int fromLanes;
  private final int toLanes;
  private final Piece[] pieces;
  private final Transfer plain;

  private record Piece(Elem elem, int from, int to, int size) {}

  /// From slot k of `from`, with `fromLanes` members, to slot k of `to`, with `toLanes`.
  LaneTransfer(List<Slot> from, int fromLanes, List<Slot> to, int toLanes) {
    this.fromLanes = fromLanes;
    this.toLanes = toLanes;
    this.pieces = new Piece[from.size()];
    for (int k = 0; k < pieces.length; k++) {
      Slot a = from.get(k);
      pieces[k] = new Piece(a.elem(), a.offset(), to.get(k).offset(), a.size());
    }
    this.plain = Transfer.between(from, to, 1);
  }

  void run(Memory source, int fromLane, Memory target, int toLane) {
    if (fromLanes == 1 && toLanes == 1) {
      plain.run(source, target);
      return;
    }
    for (Piece piece : pieces) {
      int from = piece.from + fromLane;
      int to = piece.to + toLane;
      switch (piece.elem) {
        case F64 -> {
          double[] x = source.f64();
          double[] y = target.f64();
          for (int k = 0; k < piece.size; k++) {
            y[to + k * toLanes] = x[from + k * fromLanes];
          }
        }
        case F32 -> {
          float[] x = source.f32();
          float[] y = target.f32();
          for (int k = 0; k < piece.size; k++) {
            y[to + k * toLanes] = x[from + k * fromLanes];
          }
        }
        case I64, BOOL -> {
          long[] x = source.i64();
          long[] y = target.i64();
          for (int k = 0; k < piece.size; k++) {
            y[to + k * toLanes] = x[from + k * fromLanes];
          }
        }
      }
    }
  }
}
