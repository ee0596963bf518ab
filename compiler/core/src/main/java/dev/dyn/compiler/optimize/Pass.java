package dev.dyn.compiler.optimize;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Names;

/// A rewrite of a block, and of all blocks in its regions, that changes no bit of any result.
/// Running it twice gives what running it once gives.
public interface Pass {
  String name();

  /// What it does, in one sentence for `--explain`.
  String description();

  Block run(Block block, Names names);
}
