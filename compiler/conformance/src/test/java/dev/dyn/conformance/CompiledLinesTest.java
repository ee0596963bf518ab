package dev.dyn.conformance;

import dev.dyn.driver.EngineKind;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Programs of `corpus/accepted` give the approved numbers when every line and every body of a loop
/// is compiled, however little it computes: otherwise their lines, which are small, are walked.
class CompiledLinesTest {
  private static final String COMPILE_ABOVE = "dyn.compileAbove";

  /// Their loops are long enough to be compiled anyway, or take seconds to compile.
  private static final Set<String> SLOW =
      Set.of(
          "derivatives/back-through-events.dyn",
          "derivatives/each-step.dyn",
          "derivatives/of-adaptive-ensembles.dyn",
          "derivatives/through-long-iterate.dyn",
          "hybrid/noise-jumps-and-events.dyn",
          "networks/convolutions.dyn",
          "train/inside-losses.dyn",
          "train/recurrent-batches.dyn");

  @BeforeAll
  static void compilesAll() {
    System.setProperty(COMPILE_ABOVE, "0");
  }

  @AfterAll
  static void compilesWhatIsWorthIt() {
    System.clearProperty(COMPILE_ABOVE);
  }

  @TestFactory
  Stream<DynamicTest> everyProgramGivesItsApprovedResults() {
    return CorpusProgram.all("accepted", "out").stream()
        .filter(program -> !SLOW.contains(program.name()))
        .map(program ->
            DynamicTest.dynamicTest(
                program.name(),
                program.file().toUri(),
                () -> Golden.check(program.golden(), Outcomes.ofRun(program, EngineKind.JIT, 1))));
  }
}
