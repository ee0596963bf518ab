package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.RunFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;

/// Does numbered tasks on a fixed number of threads. What a task computes depends on its number
/// alone, and each leaves its results at a place of its own, so the number of threads changes no
/// bit.
public record Workers(int threads) {
  public static final Workers ONE = new Workers(1);

  public Workers {
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread is needed, not " + threads);
    }
  }

  /// Runs `task` for 0, 1, … `tasks` − 1 and returns when all are done.
  ///
  /// Interrupting the calling thread interrupts all of them.
  ///
  /// @throws RunFailure the failure of the lowest task that failed
  public void run(int tasks, IntConsumer task) {
    if (threads == 1 || tasks <= 1) {
      for (int k = 0; k < tasks; k++) {
        task.accept(k);
      }
      return;
    }
    AtomicReferenceArray<Throwable> failures = new AtomicReferenceArray<>(tasks);
    AtomicInteger next = new AtomicInteger();
    AtomicInteger firstFailed = new AtomicInteger(tasks);
    List<Thread> started = new ArrayList<>();
    for (int w = 0; w < Math.min(threads, tasks); w++) {
      started.add(
          Thread.ofPlatform()
              .name("dyn-worker-" + w)
              .daemon()
              .start(() -> {
                for (int k = next.getAndIncrement();
                    k < firstFailed.get();
                    k = next.getAndIncrement()) {
                  try {
                    task.accept(k);
                  } catch (Throwable failure) {
                    failures.set(k, failure);
                    firstFailed.accumulateAndGet(k, Math::min);
                  }
                }
              }));
    }
    join(started);
    // Tasks are taken in ascending order, so every task below the first that failed has been done.
    if (firstFailed.get() < tasks) {
      switch (failures.get(firstFailed.get())) {
        case RuntimeException failure -> throw failure;
        case Error error -> throw error;
        case Throwable other -> throw new IllegalStateException(other);
      }
    }
  }

  /// Waits for all; an interruption is handed on, and the wait goes on until they have stopped.
  private static void join(List<Thread> threads) {
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException _) {
          threads.forEach(Thread::interrupt);
        }
      }
    }
  }
}
