package dev.dyn.runtime.packed;

/// What a program computes between simulations.
public sealed interface PackedFunction {
  /// A kernel by its number in the [PackedProgram].
  record Compiled(int kernel) implements PackedFunction {}

  /// Lines, because their sizes are known only in the run or a kernel has no form for them.
  record Walked(PackedLines lines) implements PackedFunction {}
}
