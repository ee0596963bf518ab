package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.source.Source;
import dev.dyn.driver.Dyn;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is said of a program does not depend on the stack of whoever asks.
class SmallStackTest {
  private static final String RING =
      """
      system Gain {
        input u: real
        output y = 2*u
      }

      system Ring {
        part cells = [Gain(u: cells[(i + 1) mod 300].y) for i in 0..<300]
        state x = 0.0
        x' = sum(cells.y)
      }

      experiment e {
        print simulate(Ring, t: 0..1, every: 1.0, method: rk4(dt: 0.1)).x[-1]
      }
      """;

  @Test
  void aLongChainIsToldTheSameOnASmallStack() throws InterruptedException {
    List<String> here = told();
    List<String> there = new ArrayList<>();
    Thread small = new Thread(null, () -> there.addAll(told()), "small", 256 << 10);
    small.start();
    small.join();
    assertFalse(here.isEmpty());
    assertEquals(here, there);
    assertEquals(List.of("DYN4004"), here.stream().distinct().toList());
  }

  private static List<String> told() {
    return new Dyn()
        .analyze(new Source("ring.dyn", RING)).diagnostics().stream()
            .filter(Diagnostic::isError)
            .map(problem -> problem.code().id())
            .toList();
  }
}
