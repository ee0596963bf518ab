package dev.dyn.runtime.region;

import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.solve.Failures;
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

  /// As [#run], where the members of a chunk run side by side, and the first of them to fail stops
  /// the others. Which that is depends on how many lanes there are, so the lowest that fails is
  /// looked for, by halving: it is the one that is told.
  void runBeside(int members, int lanes, Task task) {
    run(
        members,
        lanes,
        (first, end, whole) -> {
          try {
            task.run(first, end, whole);
          } catch (RunFailure failure) {
            requireOngoing(failure);
            runLowest(first, end, task);
            throw failure;
          }
        });
  }

  private static void requireOngoing(RunFailure failure) {
    if (failure.code().equals(Failures.INTERRUPTED)) {
      throw failure;
    }
  }

  /// Runs the lowest member from `first` to `end` that fails, of which there is one.
  private static void runLowest(int first, int end, Task task) {
    int from = first;
    int to = end;
    while (to - from > 1) {
      int middle = (from + to) >>> 1;
      try {
        task.run(from, middle, Progress.NONE);
        from = middle;
      } catch (RunFailure failure) {
        requireOngoing(failure);
        to = middle;
      }
    }
    task.run(from, to, Progress.NONE);
  }
}
