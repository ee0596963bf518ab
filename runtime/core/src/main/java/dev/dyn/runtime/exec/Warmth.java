package dev.dyn.runtime.exec;

import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Knows whether the vector form of some work has become faster than the plain one.
///
/// After some time in the plain form, and not before the second time, one background thread runs
/// the vector form on a copy of the memory, again and again, until HotSpot has compiled it and it
/// wins, or for [#PATIENCE].
public final class Warmth {
  /// How many times iterations are run in one measurement.
  static final long TIMES = 8;

  /// Plain work in nanoseconds after which it seems that more will come.
  private static final long WORTH_WARMING = 10_000_000;

  /// Nanoseconds after which the vector form is given up.
  private static final long PATIENCE = 20_000_000_000L;

  /// The best of so many measurements counts: other processes only ever make one longer, and where
  /// most of the work is the same in both forms, such as products of matrices, they would hide
  /// which is faster.
  private static final int WINDOW = 5;

  private static final ExecutorService WARMER =
      Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "dyn-warmer");
        thread.setDaemon(true);
        return thread;
      });

  private final Work plain;
  private final Work vectors;
  private final AtomicBoolean isStarted = new AtomicBoolean();
  private volatile boolean isWarm;
  private volatile long worked;
  private volatile boolean hasWorked;

  /// Work on a memory.
  @FunctionalInterface
  public interface Work {
    void run(Memory memory);
  }

  public Warmth(Pace pace, Work plain, Work vectors) {
    this.plain = plain;
    this.vectors = vectors;
    this.isWarm = pace == Pace.AT_ONCE;
  }

  public boolean isWarm() {
    return isWarm;
  }

  /// Tells that plain work took `nanos`. Threads may overwrite each other's sums, which only delays
  /// the start.
  public void worked(long nanos, Memory memory) {
    worked(nanos, () -> memory);
  }

  /// As above; the memory is asked for only once, when warming begins.
  public void worked(long nanos, Supplier<Memory> memory) {
    worked += nanos;
    if (!hasWorked) {
      hasWorked = true; // most work is done once
    } else if (worked > WORTH_WARMING && isStarted.compareAndSet(false, true)) {
      Memory sample = copy(memory.get());
      WARMER.execute(() -> warm(sample));
    }
  }

  private void warm(Memory sample) {
    Memory memory = copy(sample);
    long end = System.nanoTime() + PATIENCE;
    long[] inVectors = new long[WINDOW];
    long[] inNumbers = new long[WINDOW];
    boolean isFaster = false;
    try {
      for (int k = 0; !isFaster && (k < 2 * WINDOW || System.nanoTime() < end); k++) {
        inVectors[k % WINDOW] = timed(vectors, sample, memory);
        inNumbers[k % WINDOW] = timed(plain, sample, memory);
        isFaster = k >= WINDOW - 1 && least(inVectors) <= least(inNumbers);
      }
      isWarm = isFaster;
    } catch (RunFailure _) {
      // The run itself will meet this failure and report it.
      isWarm = false;
    }
  }

  private static long least(long[] times) {
    return Arrays.stream(times).min().orElseThrow();
  }

  private static long timed(Work work, Memory sample, Memory memory) {
    System.arraycopy(sample.f64(), 0, memory.f64(), 0, sample.f64().length);
    System.arraycopy(sample.f32(), 0, memory.f32(), 0, sample.f32().length);
    System.arraycopy(sample.i64(), 0, memory.i64(), 0, sample.i64().length);
    long begin = System.nanoTime();
    work.run(memory);
    return System.nanoTime() - begin;
  }

  private static Memory copy(Memory memory) {
    return new Memory(memory.f64().clone(), memory.f32().clone(), memory.i64().clone());
  }
}
