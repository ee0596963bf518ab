package dev.dyn.runtime.random;

/// Working arrays of one thread for filling with draws: `CHUNK` blocks at a time, small enough to
/// stay in the first-level cache.
final class DrawBuffer {
  static final int CHUNK = 256;

  private static final ThreadLocal<DrawBuffer> OF_THREAD = ThreadLocal.withInitial(DrawBuffer::new);

  final long[] keys = new long[CHUNK];
  final long[] counters = new long[CHUNK];
  final long[] first = new long[CHUNK];
  final long[] second = new long[CHUNK];
  final double[] radius = new double[CHUNK];
  final double[] values = new double[2 * CHUNK];

  private DrawBuffer() {}

  static DrawBuffer ofThread() {
    return OF_THREAD.get();
  }
}
