package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.driver.EngineKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every program of `corpus/accepted` runs, its expectations hold, and it gives the approved
/// numbers to the last bit: on all engines, with one thread and with two.
class AcceptedTest {
  @TestFactory
  Stream<DynamicTest> everyProgramGivesItsApprovedResults() {
    return CorpusProgram.all("accepted", "out").stream()
        .map(program ->
            DynamicTest.dynamicTest(program.name(), program.file().toUri(), () -> check(program)));
  }

  private static void check(CorpusProgram program) {
    String expected = Outcomes.ofRun(program, EngineKind.INTERPRETER, 1);
    Golden.check(program.golden(), expected);
    assertTrue(expected.contains("  ok  "), "a program of the corpus claims something");
    assertFalse(expected.contains("  FAIL "), expected);
    assertFalse(expected.contains("error[DYN"), expected);
    assertEquals(expected, Outcomes.ofRun(program, EngineKind.INTERPRETER, 2), "2 threads");
    assertEquals(expected, Outcomes.ofTruffle(program, 2), "truffle, 2 threads");
    assertEquals(expected, Outcomes.ofRun(program, EngineKind.JIT, 1), "jit");
    assertEquals(expected, Outcomes.ofRun(program, EngineKind.JIT, 2), "jit, 2 threads");
  }

  @Test
  void noGoldenIsLeftBehind() {
    assertEquals(List.of(), CorpusProgram.orphans("accepted", "out"));
  }
}
