package dev.dyn.runtime.exec;

import java.util.concurrent.atomic.AtomicReference;

/// The memory of a kernel that runs inside of others, kept from one run to the next. Threads that
/// run it at the same time get memories of their own, of which one is kept.
public final class SpareMemory {
  private final AtomicReference<Memory> spare = new AtomicReference<>();

  /// A memory of this layout. What it holds is left over from other runs.
  Memory take(Memory.Layout layout) {
    Memory kept = spare.getAndSet(null);
    return kept == null ? Memory.of(layout) : kept;
  }

  void giveBack(Memory memory) {
    spare.set(memory);
  }
}
