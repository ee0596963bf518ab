/// The regime for arrays: loops that several operations share.
///
/// The way through, in the order of [dev.dyn.jvm.array.ArrayKernel]: `Reading` turns a block into
/// pieces of work on views (reindexing is free), `Grouping` decides what shares a loop,
/// `BufferPlan` where in memory the rest lives (`Remade`: what is not worth a place), `LoopPlan`
/// how a loop runs (`LoopLines`: what at each point; `Nest`: which axes; `Tiles`: in which passes),
/// `LoopWriter` and `TaskWriter` write bytecode.
///
/// Sums over all pairs of which one half tells the other, as those of Kuramoto's oscillators, have
/// a loop of their own: `Twins` knows what a line is for the swapped pair, `PairPlan` and
/// `PairWriter` stand beside `LoopPlan` and `LoopWriter`; `PassWriter` writes the innermost loops
/// of both.
package dev.dyn.jvm.array;
