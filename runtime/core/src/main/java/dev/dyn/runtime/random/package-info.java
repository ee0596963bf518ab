/// Random numbers as pure functions.
///
/// A *stream* is a 64-bit number, made from the experiment's seed and from what the draw is for
/// ([dev.dyn.runtime.random.Streams]). A *draw* is a function of a stream and an index
/// ([dev.dyn.runtime.random.Draws]): no state, no order, so a run is the same on any number of
/// threads and can be resumed anywhere. [dev.dyn.runtime.random.DrawArrays] fills arrays with the
/// same bits, several lanes at a time. Underneath is one block function,
/// [dev.dyn.runtime.random.Philox].
///
/// ## How a draw finds its bits
///
/// A block of [dev.dyn.runtime.random.Philox] is 128 bits: two words of 64. Its key is the stream,
/// its counter is `(block, attempt, purpose)`.
///
/// - Purpose 0, *paired* draws (uniform, normal): draws `2k` and `2k + 1` share block `k`. A normal
///   needs a radius and an angle, which is the whole block, and gives two normals.
/// - Purpose 2, noise of stochastic equations: draws `4k` to `4k + 3` share block k, of fewer
///   rounds; see [dev.dyn.runtime.random.NoiseDraws].
/// - Purpose 1, *single* draws (gamma, Poisson, ...): draw `i` owns the blocks `(i, 0)`, `(i, 1)`,
///   ... and takes as many as its rejection method asks for.
package dev.dyn.runtime.random;
