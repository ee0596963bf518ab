package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.dyn.driver.Analysis;
import dev.dyn.driver.BuildOutcome;
import dev.dyn.driver.Dyn;
import dev.dyn.driver.EngineKind;
import dev.dyn.runtime.packed.PackedRun;
import dev.dyn.runtime.packed.Settings;
import dev.dyn.runtime.program.Arguments;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every accepted program can be built, and gives as a standalone program what it gives under `dyn
/// run`.
class StandaloneCorpusTest {
  private static BuildOutcome.Built build(CorpusProgram program, boolean withSettings) {
    Dyn dyn = new Dyn();
    Analysis analysis = dyn.analyze(program.source());
    RunDirective directive = RunDirective.of(program.text());
    RunDirective used =
        withSettings
            ? directive
            : new RunDirective(
                List.of(), directive.seed(), directive.precision(), directive.only());
    BuildOutcome outcome = dyn.build(analysis, used.options(program, EngineKind.JIT, 1));
    return assertInstanceOf(BuildOutcome.Built.class, outcome, outcome::toString);
  }

  @TestFactory
  List<DynamicTest> standaloneProgramsGiveTheSameBits() {
    return CorpusProgram.all("accepted", "out").stream()
        .map(program -> DynamicTest.dynamicTest(program.name(), () -> check(program)))
        .toList();
  }

  private static void check(CorpusProgram program) throws IOException {
    Optional<String> only = RunDirective.of(program.text()).only();
    PackedRun.Outcome outcome = PackedPrograms.run(build(program, true), Arguments.NONE, only);
    requireEqual(program, outcome);
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
    BuildOutcome.Built built = build(program, false);
    Settings settings = new Settings(built.program());
    for (var setting : directive.settings()) {
      Optional<Settings.Refusal> refusal = settings.set(setting.name() + "=" + setting.value());
      if (refusal.isPresent()) {
        assertEquals("DYN8020", refusal.get().code(), refusal.get().message());
        return;
      }
    }
    requireEqual(
        program, PackedPrograms.run(built, settings.arguments(directive.seed()), directive.only()));
  }

  private static void requireEqual(CorpusProgram program, PackedRun.Outcome outcome)
      throws IOException {
    String expected = Outcomes.ofRun(program, EngineKind.JIT, 1);
    String given = RunText.of(outcome.report());
    assertEquals(expected.substring(Math.max(0, expected.indexOf(given))), given);
  }
}
