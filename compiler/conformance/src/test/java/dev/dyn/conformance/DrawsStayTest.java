package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.dyn.driver.EngineKind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Programs of the corpus draw the same numbers after comments, blank lines and other declarations
/// were added.
class DrawsStayTest {
  private static final Set<String> PROGRAMS =
      Set.of(
          "draws/distributions.dyn",
          "draws/loops.dyn",
          "draws/sites-and-seeds.dyn",
          "ensembles/drawn-starts.dyn",
          "hybrid/beside-motion.dyn",
          "networks/layers.dyn",
          "parts/jumps-and-events.dyn",
          "stochastic/draws-in-maps.dyn",
          "sweeps/rows-draw-alone.dyn",
          "train/inside-losses.dyn",
          "trainings/batches.dyn");

  @TestFactory
  Stream<DynamicTest> whatIsAddedMovesNoDraw() {
    List<CorpusProgram> programs =
        CorpusProgram.all("accepted", "out").stream()
            .filter(program -> PROGRAMS.contains(program.name()))
            .toList();
    assertEquals(PROGRAMS.size(), programs.size());
    return programs.stream()
        .map(program -> DynamicTest.dynamicTest(program.name(), () -> check(program)));
  }

  private static void check(CorpusProgram program) {
    assertEquals(numbers(program), numbers(with(program, longer(program.text()))));
  }

  /// The draws of a program depend on something after all.
  @Test
  void anotherSeedMovesThem() {
    CorpusProgram program =
        CorpusProgram.all("accepted", "out").stream()
            .filter(p -> p.name().equals("draws/loops.dyn"))
            .findFirst()
            .orElseThrow();
    String text = program.text().replaceFirst("(experiment \\w+ \\{\n) *seed .*\n", "$1");
    assertNotEquals(
        numbers(program),
        numbers(with(program, text.replaceFirst("(experiment \\w+ \\{\n)", "$1  seed 77\n"))));
  }

  private static String longer(String text) {
    return text.replace("\n", "\n\n// A word about it.\n")
            .replaceAll("(experiment \\w+ \\{\n)", "$1  let added = sample(normal(0, 1), [2])\n")
        + "\nfn added_as_well(x: real) -> real = x + sample(normal(0, 1))\n";
  }

  private static CorpusProgram with(CorpusProgram program, String text) {
    return new CorpusProgram(program.name(), program.file(), program.golden(), text);
  }

  /// The results without what was added, and without the lines where expectations stand.
  private static String numbers(CorpusProgram program) {
    return Outcomes.ofRun(program, EngineKind.JIT, 1)
        .lines()
        .dropWhile(line -> !line.startsWith("experiment ")) // warnings of what was added
        .filter(line -> !line.startsWith("  added = "))
        .map(line -> line.replaceFirst("^  (ok  |FAIL) \\d+", "  $1"))
        .collect(Collectors.joining("\n"));
  }
}
