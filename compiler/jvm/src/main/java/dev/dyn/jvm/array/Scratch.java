package dev.dyn.jvm.array;

import dev.dyn.jvm.small.Layout;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;

/// Space in memory that one stage needs while it runs, and the next may have after it: tiles,
/// virtual lanes, mirrors.
final class Scratch {
  private final Layout layout;
  private final List<Piece> free = new ArrayList<>();
  private final List<Piece> used = new ArrayList<>();

  private record Piece(Elem elem, int offset, int size) {}

  Scratch(Layout layout) {
    this.layout = layout;
  }

  /// A new stage begins.
  void startStage() {
    free.addAll(used);
    used.clear();
  }

  /// The offset of `count` entries that nothing else in this stage uses.
  int take(Elem elem, int count) {
    Piece piece =
        free.stream()
            .filter(p -> p.elem == elem && p.size == count)
            .findFirst()
            .orElseGet(() -> new Piece(elem, layout.take(elem, count), count));
    free.remove(piece);
    used.add(piece);
    return piece.offset;
  }
}
