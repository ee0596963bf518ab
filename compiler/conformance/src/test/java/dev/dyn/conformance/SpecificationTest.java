package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.Phase;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.format.Formatter;
import dev.dyn.compiler.parse.Parser;
import dev.dyn.compiler.source.Source;
import dev.dyn.driver.Dyn;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The 22 programs that specify the language: all are read, and what this version does not run yet
/// is refused as such, at its place, and for no other reason.
class SpecificationTest {
  private static final Set<String> COMPLETE =
      Set.of(
          "01_lorenz.dyn",
          "02_logistic.dyn",
          "03_ornstein_uhlenbeck.dyn",
          "04_bouncing_ball.dyn",
          "05_epidemic.dyn",
          "06_kuramoto.dyn",
          "09_digits.dyn",
          "10_custom_rule.dyn",
          "11_fit_ode.dyn",
          "12_training_is_a_map.dyn",
          "13_neural_ode.dyn",
          "14_edge_of_stability.dyn",
          "15_grokking.dyn",
          "16_softmax_collapse.dyn",
          "17_tangent_kernel.dyn",
          "18_gradient_flow.dyn",
          "19_game.dyn",
          "20_hypergradient.dyn",
          "21_chialvo_ring_star.dyn",
          "22_physics_informed.dyn");
  private static final Path REFUSALS = Path.of("src/test/resources/programs/refusals.txt");

  private static List<Source> programs() {
    return Checkout.files(Checkout.PROGRAMS, ".dyn").stream()
        .map(file -> new Source(file.toString(), CorpusProgram.read(file)))
        .toList();
  }

  private static String name(Source program) {
    return Path.of(program.name()).getFileName().toString();
  }

  @TestFactory
  Stream<DynamicTest> everyProgramIsReadAndLaidOutOnce() {
    return programs().stream()
        .map(program -> DynamicTest.dynamicTest(name(program), () -> checkText(program)));
  }

  private static void checkText(Source program) {
    Problems problems = new Problems();
    Parser.parse(program, problems);
    assertEquals(List.of(), problems.sorted());
    String formatted = Formatter.format(program).orElseThrow();
    assertEquals(formatted, Formatter.format(new Source(program.name(), formatted)).orElseThrow());
  }

  @TestFactory
  Stream<DynamicTest> whatIsRefusedIsNotSupportedYet() {
    return programs().stream()
        .map(program -> DynamicTest.dynamicTest(name(program), () -> checkRefusals(program)));
  }

  private static void checkRefusals(Source program) {
    List<Diagnostic> errors = errors(program);
    if (COMPLETE.contains(name(program))) {
      assertEquals(List.of(), errors);
    } else {
      assertTrue(!errors.isEmpty(), "it runs now: list it as complete");
    }
    assertEquals(
        List.of(), errors.stream().filter(e -> e.code().phase() != Phase.UNSUPPORTED).toList());
  }

  /// Each refusal with its line and the text that it points at, for a reader to see that this is
  /// the construct meant.
  @Test
  void everyRefusalPointsAtItsConstruct() {
    StringBuilder out = new StringBuilder();
    for (Source program : programs()) {
      out.append(name(program)).append('\n');
      errors(program).forEach(error -> out.append(line(error)));
    }
    Golden.check(REFUSALS, out.toString());
  }

  private static String line(Diagnostic error) {
    String first = error.span().text().lines().findFirst().orElse("");
    return "  %3d  %s  %s\n".formatted(error.span().line(), error.code().id(), first);
  }

  private static List<Diagnostic> errors(Source program) {
    return new Dyn().analyze(program).diagnostics().stream().filter(Diagnostic::isError).toList();
  }

  @Test
  void thereAre22() {
    assertEquals(22, programs().size());
  }
}
