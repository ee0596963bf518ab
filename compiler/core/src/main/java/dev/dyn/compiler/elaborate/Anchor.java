package dev.dyn.compiler.elaborate;

import java.util.function.Supplier;

/// A place to which work that comes up later belongs, wherever it comes up.
interface Anchor {
  /// What `work` gives, with its lines in the block that was being written at the anchor, outside
  /// of all branches, and with draws from the stream that held there.
  Value value(Supplier<Value> work);
}
