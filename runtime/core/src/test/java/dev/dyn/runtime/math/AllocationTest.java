package dev.dyn.runtime.math;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The hot array forms keep their vectors in registers: once compiled they allocate nothing.
class AllocationTest {
  private static final int N = 2048;
  private static final int ROUNDS = 200;

  /// The compiler works beside us and may be slow on a busy machine.
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private static final ThreadMXBean THREADS =
      (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TestFactory
  Stream<DynamicTest> hotLoopsAllocateNothing() {
    return List.of("exp", "expm1", "log", "sin", "cos", "tanh", "sigmoid").stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> check(FunctionTable.unary(name))));
  }

  private static void check(FunctionTable.Unary f) {
    double[] x = new double[N];
    float[] z = new float[N];
    for (int i = 0; i < N; i++) {
      x[i] = (i + 1) * (4.0 / N);
      z[i] = (float) x[i];
    }
    double[] y = new double[N];
    float[] w = new float[N];
    long least = Long.MAX_VALUE;
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (least > ROUNDS && System.nanoTime() < end) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < ROUNDS; i++) {
        f.array().apply(x, 0, y, 0, N);
        f.floatArray().apply(z, 0, w, 0, N);
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    // The measurement itself may allocate some bytes, a boxed vector would be 16,000 and more.
    assertTrue(least <= ROUNDS, f.name() + " allocates " + least + " bytes in a round");
  }
}
