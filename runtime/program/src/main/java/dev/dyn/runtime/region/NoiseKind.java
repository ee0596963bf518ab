package dev.dyn.runtime.region;

/// Where the noise of a run comes from.
public enum NoiseKind {
  /// Drawn for the run. Operands: a stream for each noise.
  DRAWN,
  /// A Brownian path that exists already. Operands: its stream, and from when to when it is there.
  PATH
}
