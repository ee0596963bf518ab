package dev.dyn.runtime.exec;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Knows whether the vector form of some work has become faster than the plain one.
///
/// After some time in the plain form, and not before the second time, one background thread runs
/// both forms on copies of the memory, again and again, until HotSpot has compiled the vector form
/// and it wins a [Trial], or that gives up. A memory that is large is not copied: there the two
/// forms take turns in doing the work itself.
public final class Warmth {
  /// How many times iterations are run in one measurement.
  static final long TIMES = 8;

  /// Plain work in nanoseconds after which it seems that more will come.
  private static final long WORTH_WARMING = 10_000_000;

  /// Bytes of a memory of which no copies are made.
  private static final long LARGE = 1 << 20;

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
  private volatile Optional<Trial> trial = Optional.empty();

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

  /// Whether the vector form shall be tried now, in work that counts.
  boolean isToTry() {
    return trial.map(Trial::isVectorsTurn).orElse(false);
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
      Memory origin = memory.get();
      if (bytes(origin) > LARGE) {
        trial = Optional.of(new Trial());
      } else {
        Memory sample = copy(origin);
        WARMER.execute(() -> warm(sample));
      }
    }
  }

  /// Tells that `repetitions` of the work took `nanos` all together.
  ///
  /// @param inVectors whether the vector form was tried
  void worked(long nanos, long repetitions, boolean inVectors, Memory memory) {
    Optional<Trial> running = trial;
    if (running.isEmpty()) {
      worked(nanos, memory);
      return;
    }
    running.get().add(inVectors, nanos / repetitions);
    if (running.get().isOver()) {
      isWarm = running.get().isWon();
      trial = Optional.empty();
    }
  }

  private void warm(Memory sample) {
    Memory memory = copy(sample);
    Trial own = new Trial();
    try {
      while (!own.isOver()) {
        boolean inVectors = own.isVectorsTurn();
        own.add(inVectors, timed(inVectors ? vectors : plain, sample, memory));
      }
      isWarm = own.isWon();
    } catch (RunFailure _) {
      // The run itself will meet this failure and report it.
      isWarm = false;
    }
  }

  private static long timed(Work work, Memory sample, Memory memory) {
    System.arraycopy(sample.f64(), 0, memory.f64(), 0, sample.f64().length);
    System.arraycopy(sample.f32(), 0, memory.f32(), 0, sample.f32().length);
    System.arraycopy(sample.i64(), 0, memory.i64(), 0, sample.i64().length);
    long begin = System.nanoTime();
    work.run(memory);
    return System.nanoTime() - begin;
  }

  private static long bytes(Memory memory) {
    return 8L * memory.f64().length + 4L * memory.f32().length + 8L * memory.i64().length;
  }

  private static Memory copy(Memory memory) {
    return new Memory(memory.f64().clone(), memory.f32().clone(), memory.i64().clone());
  }
}
