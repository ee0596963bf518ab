package dev.dyn.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/// What a thread allocates.
final class Allocation {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /// How often work is warmed up at most.
  private static final int WARMINGS = 5;

  /// Bytes of a run that are not worth to warm up again.
  private static final int LITTLE = 1024;

  private Allocation() {}

  /// The bytes that this thread allocates while `work` runs.
  static long bytes(Runnable work) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /// The bytes that each step of a workload allocates once it is warm: what a run allocates beyond
  /// a run of half its length, by the steps in the other half. Both are warmed up first for
  /// `millis`.
  static double bytesPerStep(Workload workload, int millis) {
    Program whole = workload.compiled(1);
    Program half = new Program(workload.program(), workload.end() / 2, 1);
    return beyond(
            () -> String.valueOf(whole.run().size()),
            () -> String.valueOf(half.run().size()),
            millis)
        / (workload.steps() / 2.0);
  }

  /// The same for a step of training.
  static double bytesPerStep(Training.Plan training, int millis) {
    Training whole = training.compiled(training.steps());
    Training half = training.compiled(training.steps() / 2);
    return beyond(whole::run, half::run, millis) / (training.steps() / 2.0);
  }

  /// Warms up again where something is allocated: vectors are objects until HotSpot has compiled
  /// what works with them, and it has seen long steps often only after some time.
  private static double beyond(Supplier<String> whole, Supplier<String> half, int millis) {
    Timing.Plan warm = new Timing.Plan(millis, 0, 1, 0);
    double bytes = Double.POSITIVE_INFINITY;
    for (int k = 0; k < WARMINGS && Math.abs(bytes) > LITTLE; k++) {
      Timing.of(warm, whole);
      Timing.of(warm, half);
      bytes = leastBytes(whole) - leastBytes(half);
    }
    return bytes;
  }

  private static long leastBytes(Supplier<String> work) {
    long least = Long.MAX_VALUE;
    for (int k = 0; k < 5; k++) {
      least = Math.min(least, bytes(work::get));
    }
    return least;
  }
}
