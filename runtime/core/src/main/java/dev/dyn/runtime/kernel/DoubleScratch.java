package dev.dyn.runtime.kernel;

/// A working array of each thread, which grows and is kept. Whoever takes it must be done with it
/// before calling anything else that takes it.
final class DoubleScratch {
  private static final ThreadLocal<DoubleScratch> OF_THREAD =
      ThreadLocal.withInitial(DoubleScratch::new);

  private double[] array = new double[0];

  private DoubleScratch() {}

  /// An array of at least this length, with anything in it.
  static double[] atLeast(int length) {
    DoubleScratch scratch = OF_THREAD.get();
    if (scratch.array.length < length) {
      scratch.array = new double[length];
    }
    return scratch.array;
  }
}
