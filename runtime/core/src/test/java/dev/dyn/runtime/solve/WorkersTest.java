package dev.dyn.runtime.solve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.runtime.exec.RunFailure;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkersTest {
  @Test
  void allTasksAreDone() {
    int[] done = new int[1000];
    new Workers(4).run(1000, k -> done[k] = k);
    assertArrayEquals(IntStream.range(0, 1000).toArray(), done);
  }

  @Test
  void theLowestFailureIsTold() {
    for (int repetition = 0; repetition < 50; repetition++) {
      var failure =
          assertThrows(
              IllegalStateException.class,
              () ->
                  new Workers(4)
                      .run(
                          100,
                          k -> {
                            if (k == 17 || k == 18 || k == 60) {
                              throw new IllegalStateException("task " + k);
                            }
                          }));
      assertEquals("task 17", failure.getMessage());
    }
  }

  @Test
  void interruptionReachesTheTasks() throws InterruptedException {
    Failures failures = new Failures(-1);
    boolean[] stopped = new boolean[2];
    Thread caller =
        Thread.ofPlatform()
            .start(() -> {
              try {
                new Workers(2)
                    .run(
                        2,
                        k -> {
                          try {
                            while (true) {
                              failures.stopIfInterrupted();
                              Thread.onSpinWait();
                            }
                          } finally {
                            stopped[k] = true;
                          }
                        });
              } catch (RunFailure failure) {
                assertEquals(Failures.INTERRUPTED, failure.code());
              }
            });
    Thread.sleep(50);
    caller.interrupt();
    caller.join(5000);
    assertTrue(stopped[0] && stopped[1]);
  }
}
