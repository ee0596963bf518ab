package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dyn.compiler.diagnostic.UnsupportedCodes;
import dev.dyn.driver.Analysis;
import dev.dyn.driver.BuildOutcome;
import dev.dyn.driver.Dyn;
import dev.dyn.driver.EngineKind;
import dev.dyn.runtime.packed.PackedRun;
import dev.dyn.runtime.packed.Settings;
import dev.dyn.runtime.program.Arguments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every accepted program gives as a standalone program what it gives under `dyn run`, or is
/// refused by `dyn build` with a code and is on an approved list.
class StandaloneCorpusTest {
  private static final Path REFUSED = Path.of("src/test/resources/standalone-refused.txt");

  private static BuildOutcome build(CorpusProgram program, boolean withSettings) {
    Dyn dyn = new Dyn();
    Analysis analysis = dyn.analyze(program.source());
    RunDirective directive = RunDirective.of(program.text());
    RunDirective used =
        withSettings
            ? directive
            : new RunDirective(
                List.of(), directive.seed(), directive.precision(), directive.only());
    return dyn.build(analysis, used.options(program, EngineKind.JIT, 1));
  }

  @TestFactory
  List<DynamicTest> standaloneProgramsGiveTheSameBits() {
    return CorpusProgram.all("accepted", "out").stream()
        .map(program -> DynamicTest.dynamicTest(program.name(), () -> check(program)))
        .toList();
  }

  private static void check(CorpusProgram program) throws IOException {
    if (build(program, true) instanceof BuildOutcome.Built built) {
      Optional<String> only = RunDirective.of(program.text()).only();
      PackedRun.Outcome outcome = PackedPrograms.run(built, Arguments.NONE, only);
      String expected = Outcomes.ofRun(program, EngineKind.JIT, 1);
      String given = RunText.of(outcome.report());
      assertEquals(expected.substring(Math.max(0, expected.indexOf(given))), given);
    }
  }

  /// Settings given to the JAR mean what they mean to `dyn run`.
  @TestFactory
  List<DynamicTest> settingsReachTheJar() {
    return CorpusProgram.all("accepted", "out").stream()
        .filter(program -> !RunDirective.of(program.text()).settings().isEmpty())
        .map(program -> DynamicTest.dynamicTest(program.name(), () -> checkSettings(program)))
        .toList();
  }

  private static void checkSettings(CorpusProgram program) throws IOException {
    RunDirective directive = RunDirective.of(program.text());
    if (build(program, false) instanceof BuildOutcome.Built built) {
      Settings settings = new Settings(built.program());
      for (var setting : directive.settings()) {
        Optional<Settings.Refusal> refusal = settings.set(setting.name() + "=" + setting.value());
        if (refusal.isPresent()) {
          assertEquals("DYN8020", refusal.get().code(), refusal.get().message());
          return;
        }
      }
      PackedRun.Outcome outcome =
          PackedPrograms.run(built, settings.arguments(directive.seed()), directive.only());
      String expected = Outcomes.ofRun(program, EngineKind.JIT, 1);
      String given = RunText.of(outcome.report());
      assertEquals(expected.substring(Math.max(0, expected.indexOf(given))), given);
    }
  }

  @Test
  void whatCannotBeBuiltIsListed() {
    List<String> refused = new ArrayList<>();
    for (CorpusProgram program : CorpusProgram.all("accepted", "out")) {
      if (build(program, true) instanceof BuildOutcome.Rejected(var problems)) {
        assertEquals(UnsupportedCodes.STANDALONE, problems.getFirst().code(), program.name());
        refused.add(program.name());
      }
    }
    Golden.check(REFUSED, String.join("\n", refused) + "\n");
  }
}
