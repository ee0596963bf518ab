package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;

/// Runs a kernel many times in pieces short enough (some hundredths of a second) to notice an
/// interruption soon.
///
/// The clock decides only where the pieces end, which changes no result.
public final class Iteration {
  private static final long SHORT_NANOS = 10_000_000;
  private static final long LONG_NANOS = 80_000_000;

  private final Kernel kernel;
  private final Failures failures;
  private long piece = 64;

  public Iteration(Kernel kernel, Failures failures) {
    this.kernel = kernel;
    this.failures = failures;
  }

  /// @param progress is told, between pieces, how much of this call is done
  public void run(Memory memory, long times, Progress progress) {
    long left = times;
    while (left > piece) {
      long before = System.nanoTime();
      kernel.iterate(memory, piece);
      left -= piece;
      long spent = System.nanoTime() - before;
      failures.stopIfInterrupted();
      if (spent < SHORT_NANOS) {
        piece *= 2;
      } else if (spent > LONG_NANOS) {
        piece = Math.max(1, piece / 2);
      }
      progress.at(1 - (double) left / times);
    }
    failures.stopIfInterrupted();
    kernel.iterate(memory, left);
  }
}
