package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.driver.Dyn;
import dev.dyn.driver.RunOptions;
import dev.dyn.driver.RunOutcome;
import dev.dyn.runtime.program.RunListener;
import dev.dyn.runtime.results.Expectation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `dyn check --gradients` finds that gradients agree with other ways to take them, and sees where
/// they do not.
class GradientComparisonTest {
  private static final class Heard implements RunListener {
    private final List<Expectation> all = new ArrayList<>();

    @Override
    public void expectation(String experiment, Expectation expectation) {
      all.add(expectation);
    }
  }

  private static List<Expectation> compared(String name) {
    CorpusProgram program =
        CorpusProgram.all("accepted", "out").stream()
            .filter(p -> p.name().equals(name))
            .findFirst()
            .orElseThrow();
    Dyn dyn = new Dyn();
    Heard heard = new Heard();
    RunOutcome outcome =
        dyn.compareGradients(
            dyn.analyze(program.source()), RunOptions.defaults(program.folder()), heard);
    assertInstanceOf(RunOutcome.Finished.class, outcome);
    return heard.all;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "derivatives/gradient.dyn",
        "derivatives/through-iterate.dyn",
        "derivatives/through-simulate.dyn",
        "derivatives/nested.dyn",
        "higher-order/fixed-point.dyn",
        "learning/cross-entropy.dyn",
        "learning/gathers.dyn",
        "train/epochs.dyn",
        "train/steps.dyn"
      })
  void gradientsAgree(String name) {
    List<Expectation> all = compared(name);
    assertFalse(all.isEmpty());
    assertEquals(List.of(), all.stream().filter(e -> !e.passed()).map(Expectation::text).toList());
  }

  @Test
  void differencesDoNotAgreeAtKinks() {
    List<Expectation> all = compared("learning/kinks.dyn");
    assertTrue(
        all.stream().filter(e -> e.text().contains("forward mode")).allMatch(Expectation::passed));
    assertTrue(
        all.stream()
            .filter(e -> e.text().equals("line 3, differences: grad(relu)(0.0)"))
            .noneMatch(Expectation::passed));
  }

  @Test
  void whatIsWrittenIsLeftOut() {
    assertEquals(List.of(), compared("saves/tables.dyn"));
  }
}
