package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.driver.Dyn;
import dev.dyn.driver.EngineKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every program of `corpus/failing` is accepted by the check and fails in the run, or is refused
/// for the options of its first line; in the approved words, on both engines.
class FailingTest {
  @TestFactory
  Stream<DynamicTest> everyProgramFailsInTheApprovedWords() {
    return CorpusProgram.all("failing", "err").stream()
        .map(program ->
            DynamicTest.dynamicTest(program.name(), program.file().toUri(), () -> check(program)));
  }

  private static void check(CorpusProgram program) {
    String expected = Outcomes.ofRun(program, EngineKind.INTERPRETER, 1);
    Golden.check(program.golden(), expected);
    assertFalse(new Dyn().analyze(program.source()).hasErrors(), "it is refused before the run");
    assertTrue(expected.contains("error[DYN"), expected);
    assertEquals(expected, Outcomes.ofTruffle(program, 1), "truffle");
    assertEquals(expected, Outcomes.ofRun(program, EngineKind.JIT, 1), "jit");
    assertEquals(expected, Outcomes.ofRun(program, EngineKind.JIT, 2), "jit, 2 threads");
  }

  @Test
  void noGoldenIsLeftBehind() {
    assertEquals(List.of(), CorpusProgram.orphans("failing", "err"));
  }
}
