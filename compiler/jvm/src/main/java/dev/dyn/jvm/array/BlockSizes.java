package dev.dyn.jvm.array;

/// How large blocks of rows are, see [RowBlocks].
///
/// @param leastBytes between stages from which blocks are worth it
/// @param blockBytes between the stages of a block
/// @param leastRows in a block: fewer make more calls of kernels than they save
public record BlockSizes(long leastBytes, int blockBytes, int leastRows) {
  /// A second-level cache has room for the blocks beside the matrices that all of them share; half
  /// of it holds what needs none.
  public static final BlockSizes USUAL = new BlockSizes(1 << 20, 800 << 10, 32);
}
