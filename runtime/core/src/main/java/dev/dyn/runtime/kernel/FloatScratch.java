package dev.dyn.runtime.kernel;

/// A working array of each thread, which grows and is kept. Whoever takes it must be done with it
/// before calling anything else that takes it.
final class FloatScratch {
  private static final ThreadLocal<FloatScratch> OF_THREAD =
      ThreadLocal.withInitial(FloatScratch::new);

  private float[] array = new float[0];

  private FloatScratch() {}

  /// An array of at least this length, with anything in it.
  static float[] atLeast(int length) {
    FloatScratch scratch = OF_THREAD.get();
    if (scratch.array.length < length) {
      scratch.array = new float[length];
    }
    return scratch.array;
  }
}
