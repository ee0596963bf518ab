package dev.dyn.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// What a thread allocates.
final class Allocation {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

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
    Timing.Plan warm = new Timing.Plan(millis, 0, 1, 0);
    Timing.of(warm, () -> String.valueOf(whole.run().size()));
    Timing.of(warm, () -> String.valueOf(half.run().size()));
    long extra = leastBytes(whole) - leastBytes(half);
    return extra / (workload.steps() / 2.0);
  }

  private static long leastBytes(Program program) {
    long least = Long.MAX_VALUE;
    for (int k = 0; k < 5; k++) {
      least = Math.min(least, bytes(program::run));
    }
    return least;
  }
}
