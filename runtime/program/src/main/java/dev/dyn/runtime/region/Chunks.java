package dev.dyn.runtime.region;

import dev.dyn.runtime.solve.Progress;
import dev.dyn.runtime.solve.Workers;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs the members of an ensemble in chunks of as many as a kernel has lanes, on threads. The
/// chunks depend on the number of members and lanes alone.
record Chunks(Workers workers, Progress progress) {
  /// What is done with members `first` to `end`, exclusive.
  @FunctionalInterface
  interface Task {
    void run(int first, int end, Progress progress);
  }

  void run(int members, int lanes, Task task) {
    int chunks = (members + lanes - 1) / lanes;
    if (chunks == 1) {
      task.run(0, members, progress);
      return;
    }
    AtomicInteger done = new AtomicInteger();
    workers.run(
        chunks,
        chunk -> {
          int first = chunk * lanes;
          task.run(first, Math.min(first + lanes, members), Progress.NONE);
          progress.at((double) done.incrementAndGet() / chunks);
        });
  }
}
