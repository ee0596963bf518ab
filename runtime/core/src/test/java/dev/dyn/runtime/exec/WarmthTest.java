package dev.dyn.runtime.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class WarmthTest {
  private static final long LONG = 1_000_000_000;

  @Test
  void vectorsAreUsedOnceTheyAreFaster() throws InterruptedException {
    AtomicInteger rounds = new AtomicInteger();
    Warmth warmth =
        new Warmth(
            Pace.WHEN_WARM,
            _ -> LockSupport.parkNanos(2_000_000),
            _ -> LockSupport.parkNanos(rounds.incrementAndGet() < 20 ? 20_000_000 : 1));
    assertFalse(warmth.isWarm());
    warmth.worked(LONG, memory());
    warmth.worked(LONG, memory());
    for (int k = 0; k < 1000 && !warmth.isWarm(); k++) {
      Thread.sleep(10);
    }
    assertTrue(warmth.isWarm());
    assertTrue(rounds.get() >= 20, "it waited for the vectors to become fast");
  }

  @Test
  void littleWorkIsNotWorthWarming() throws InterruptedException {
    AtomicInteger rounds = new AtomicInteger();
    Warmth warmth = new Warmth(Pace.WHEN_WARM, _ -> {}, _ -> rounds.incrementAndGet());
    warmth.worked(1000, memory());
    Thread.sleep(50);
    assertEquals(0, rounds.get());
  }

  @Test
  void whatIsDoneOnceIsNotWorthWarming() throws InterruptedException {
    AtomicInteger rounds = new AtomicInteger();
    Warmth warmth = new Warmth(Pace.WHEN_WARM, _ -> {}, _ -> rounds.incrementAndGet());
    warmth.worked(LONG, memory());
    Thread.sleep(50);
    assertEquals(0, rounds.get());
  }

  @Test
  void largeMemoriesAreNotCopied() {
    Memory large = new Memory(new double[1 << 18], new float[0], new long[0]);
    Warmth warmth = new Warmth(Pace.WHEN_WARM, _ -> fail("a copy"), _ -> fail("a copy"));
    for (int k = 0; k < 2; k++) {
      assertFalse(warmth.isToTry());
      warmth.worked(LONG, 1, false, large);
    }
    for (int k = 0; !warmth.isWarm(); k++) {
      assertTrue(k < 100, "it never ends");
      boolean inVectors = warmth.isToTry();
      assertEquals(k % 2 == 0, inVectors);
      warmth.worked(inVectors && k < 20 ? LONG : 1000, 1, inVectors, large);
    }
  }

  @Test
  void failuresAreLeftToTheRunItself() throws InterruptedException {
    AtomicInteger rounds = new AtomicInteger();
    Warmth warmth =
        new Warmth(
            Pace.WHEN_WARM,
            _ -> {},
            _ -> {
              rounds.incrementAndGet();
              throw new RunFailure("DYN7005", 3, "No such place.", List.of());
            });
    warmth.worked(LONG, memory());
    warmth.worked(LONG, memory());
    for (int k = 0; k < 1000 && rounds.get() == 0; k++) {
      Thread.sleep(10);
    }
    assertEquals(1, rounds.get());
    assertFalse(warmth.isWarm());
  }

  @Test
  void atOnceIsAtOnce() {
    assertTrue(new Warmth(Pace.AT_ONCE, _ -> {}, _ -> {}).isWarm());
  }

  private static Memory memory() {
    return new Memory(new double[1], new float[0], new long[0]);
  }
}
