package dev.dyn.runtime.exec;

import java.util.List;

/// A generated kernel that has its work twice: in plain numbers, which is fast soon, and in
/// vectors, which is fast late. Both give the same bits, so it may change from one to the other
/// whenever that pays ([Warmth]).
public abstract class VectorKernel extends CompiledKernel {
  /// Iterations before the first look whether vectors are fast by now.
  private static final long FIRST_PIECE = 16;

  /// Nanoseconds; shorter stretches of iterations become longer, because looking costs something
  /// too.
  private static final long SHORT_PIECE = 1_000_000;

  private final Warmth running;
  private final Warmth iterating;

  /// Iterations in one measurement: one is enough where it takes long.
  private volatile long measured = Warmth.TIMES;

  protected VectorKernel(Plan plan, Memory constants, List<Call> calls) {
    super(plan, constants, calls);
    running = new Warmth(plan.pace(), this::runNumbers, this::runVectors);
    iterating =
        new Warmth(
            plan.pace(),
            memory -> iterateNumbers(memory, measured),
            memory -> iterateVectors(memory, measured));
  }

  @Override
  public final void run(Memory memory) {
    if (running.isWarm()) {
      runVectors(memory);
    } else {
      boolean inVectors = running.isToTry();
      long begin = System.nanoTime();
      if (inVectors) {
        runVectors(memory);
      } else {
        runNumbers(memory);
      }
      running.worked(System.nanoTime() - begin, 1, inVectors, memory);
    }
  }

  @Override
  public final void iterate(Memory memory, long times) {
    long left = times;
    long piece = FIRST_PIECE;
    while (left > 0) {
      if (iterating.isWarm()) {
        iterateVectors(memory, left);
        return;
      }
      long now = Math.min(piece, left);
      boolean inVectors = iterating.isToTry();
      long begin = System.nanoTime();
      if (inVectors) {
        iterateVectors(memory, now);
      } else {
        iterateNumbers(memory, now);
      }
      long nanos = System.nanoTime() - begin;
      if (nanos > now * SHORT_PIECE) {
        measured = 1;
      }
      iterating.worked(nanos, now, inVectors, memory);
      left -= now;
      piece = nanos < SHORT_PIECE ? 2 * piece : piece;
    }
  }

  protected abstract void runNumbers(Memory memory);

  protected abstract void runVectors(Memory memory);

  protected abstract void iterateNumbers(Memory memory, long times);

  protected abstract void iterateVectors(Memory memory, long times);
}
