package dev.dyn.runtime.solve;

import dev.dyn.runtime.random.BrownianPath;
import dev.dyn.runtime.random.Streams;

/// The Brownian bridges of one step: how noises of which the growth in the step was drawn already
/// move within it.
///
/// A bridge is a Brownian path of its own less the straight line to where it ends, laid over the
/// straight line of the growth (Lévy 1948).
final class NoiseBridges {
  /// Tells the streams of bridges from those of the steps.
  private static final long WITHIN = 0x62726964676573L;

  private final double from;
  private final double to;
  private final double[] growth;
  private final BrownianPath[] paths;

  /// @param streams one for each of the `growth`
  NoiseBridges(long[] streams, double from, double to, double[] growth) {
    this.from = from;
    this.to = to;
    this.growth = growth.clone();
    this.paths = new BrownianPath[growth.length];
    for (int k = 0; k < paths.length; k++) {
      paths[k] = new BrownianPath(streams[k], from, to);
    }
  }

  /// The stream of entry `entry` of a noise in step `step`.
  static long stream(long ofNoise, long step, int entry) {
    return Streams.mix(Streams.mix(Streams.mix(ofNoise, WITHIN), step), entry);
  }

  /// How far noise `k` has grown since the step began.
  double at(int k, double t) {
    if (t == from) {
      return 0;
    }
    if (t == to) {
      return growth[k];
    }
    double part = (t - from) / (to - from);
    return paths[k].at(t) + part * (growth[k] - paths[k].at(to));
  }
}
