package dev.dyn.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What other processes have used of the processors up to a moment. Known on Linux; elsewhere
/// others are taken to be idle.
///
/// @param nanos the moment, of `System.nanoTime`
/// @param others seconds of processor time that others have used
record OtherLoad(long nanos, double others) {
  private static final Path KERNEL = Path.of("/proc/stat");
  private static final double TICKS_PER_SECOND = 100;
  private static final int LOOK_MILLIS = 400;

  /// Others may use this share of one core and the machine still counts as quiet.
  private static final double QUIET = 0.08;

  static OtherLoad now() {
    double all = allBusySeconds().orElse(0.0);
    double own =
        ProcessHandle.current().info().totalCpuDuration().map(d -> d.toNanos() * 1e-9).orElse(0.0);
    return new OtherLoad(System.nanoTime(), all - own);
  }

  /// How many cores others kept busy since `earlier`.
  double since(OtherLoad earlier) {
    return Math.max(0, (others - earlier.others) / ((nanos - earlier.nanos) * 1e-9));
  }

  /// Waits until others use little, but not longer than `millis`.
  static void awaitQuiet(int millis) {
    long end = System.nanoTime() + millis * 1_000_000L;
    while (System.nanoTime() < end) {
      OtherLoad before = now();
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
      if (now().since(before) < QUIET) {
        return;
      }
    }
  }

  /// User, nice, system, interrupt and stolen time of all processors since the start of the
  /// machine.
  private static Optional<Double> allBusySeconds() {
    if (!Files.isReadable(KERNEL)) {
      return Optional.empty();
    }
    try {
      String[] fields = Files.readAllLines(KERNEL).getFirst().trim().split(" +");
      double ticks = 0;
      for (int k : new int[] {1, 2, 3, 6, 7, 8}) {
        ticks += Long.parseLong(fields[k]);
      }
      return Optional.of(ticks / TICKS_PER_SECOND);
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
