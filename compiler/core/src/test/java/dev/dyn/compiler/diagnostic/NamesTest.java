package dev.dyn.compiler.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamesTest {
  private static final List<String> SCOPE = List.of("sigma", "rho", "beta", "x", "y", "simulate");

  @Test
  void distanceCountsEditsAndSwaps() {
    assertEquals(0, Names.distance("Sigma", "sigma"));
    assertEquals(1, Names.distance("sgima", "sigma"));
    assertEquals(1, Names.distance("sigm", "sigma"));
    assertEquals(3, Names.distance("kitten", "sitting"));
    assertEquals(3, Names.distance("ca", "abc"));
    assertEquals(4, Names.distance("", "beta"));
  }

  @Test
  void onlyCloseNamesAreOffered() {
    assertEquals(Optional.of("sigma"), Names.closest("sgima", SCOPE));
    assertEquals(Optional.of("simulate"), Names.closest("simlaute", SCOPE));
    assertEquals(Optional.of("rho"), Names.closest("Rho", SCOPE));
    assertEquals(Optional.of("x"), Names.closest("X", SCOPE));
    assertEquals(Optional.empty(), Names.closest("z", SCOPE));
    assertEquals(Optional.empty(), Names.closest("temperature", SCOPE));
    assertEquals(Optional.empty(), Names.closest("sigma", List.of("sigma")));
    assertEquals(Optional.of("bat"), Names.closest("bot", List.of("bit", "bat")));
  }

  @Test
  void oneWordOfSeveralIsEnoughIfOnlyOneNameHasIt() {
    List<String> schedules = List.of("cosine_decay", "warm_up_cosine", "step_decay", "warm_up");
    assertEquals(Optional.of("cosine_decay"), Names.closest("cosine", schedules));
    assertEquals(Optional.of("step_decay"), Names.closest("step", schedules));
    assertEquals(Optional.empty(), Names.closest("decay", schedules));
    assertEquals(Optional.empty(), Names.closest("up", List.of("warm_up")));
  }
}
