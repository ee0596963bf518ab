package dev.dyn.runtime.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The hot array forms keep their vectors in registers: once compiled they allocate nothing.
///
/// This is measured in a process of its own. A process that has used vectors of several widths, as
/// [SameBitsTest] does, has profiles by which HotSpot no longer resolves the calls on vectors.
class AllocationTest {
  private static final int N = 1024;
  private static final int ROUNDS = 500;

  /// The compiler works beside us and may be slow on a busy machine.
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  @Test
  void hotLoopsAllocateNothing() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                AllocationTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    assertEquals("done", output.strip());
  }

  /// Prints the functions that allocate, then `done`.
  public static void main(String[] args) {
    for (String name : List.of("exp", "expm1", "log", "sin", "cos", "tanh", "sigmoid", "atan")) {
      long bytes = leastAllocation(FunctionTable.unary(name));
      if (bytes > ROUNDS) {
        System.out.println(name + " allocates " + bytes + " bytes in " + ROUNDS + " calls");
      }
    }
    System.out.println("done");
  }

  /// The fewest bytes of any round of calls: the measurement itself may allocate some, a boxed
  /// vector in the loop allocates thousands.
  private static long leastAllocation(FunctionTable.Unary f) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
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
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < ROUNDS; i++) {
        f.array().apply(x, 0, y, 0, N);
        f.floatArray().apply(z, 0, w, 0, N);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
