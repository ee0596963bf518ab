package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.driver.Analysis;
import dev.dyn.driver.Dyn;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every program of `corpus/rejected` is refused by `dyn check`, in the approved words.
class RejectedTest {
  @TestFactory
  Stream<DynamicTest> everyProgramIsRefusedInTheApprovedWords() {
    return CorpusProgram.all("rejected", "err").stream()
        .map(program ->
            DynamicTest.dynamicTest(program.name(), program.file().toUri(), () -> check(program)));
  }

  private static void check(CorpusProgram program) {
    Analysis analysis = new Dyn().analyze(program.source());
    Golden.check(program.golden(), Outcomes.drawn(program, analysis.diagnostics()));
    assertTrue(analysis.hasErrors(), "nothing was refused");
  }

  @Test
  void noGoldenIsLeftBehind() {
    assertEquals(List.of(), CorpusProgram.orphans("rejected", "err"));
  }
}
