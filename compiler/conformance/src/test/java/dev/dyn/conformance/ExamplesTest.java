package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.format.Formatter;
import dev.dyn.compiler.source.Source;
import dev.dyn.driver.Analysis;
import dev.dyn.driver.Dyn;
import dev.dyn.driver.EngineKind;
import dev.dyn.driver.RunOptions;
import dev.dyn.driver.RunOutcome;
import dev.dyn.runtime.program.RunListener;
import dev.dyn.runtime.results.Expectation;
import dev.dyn.runtime.results.RunReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every example is free of problems, laid out, and does what it says.
class ExamplesTest {
  /// These take so few steps that the interpreter runs them, too, within some seconds.
  private static final Set<String> QUICK =
      Set.of("chialvo_ring_star.dyn", "deep_linear.dyn", "extragradient.dyn");

  private static List<Source> examples() {
    List<Path> files = Checkout.files(Checkout.EXAMPLES, ".dyn");
    assertTrue(!files.isEmpty(), "the examples are somewhere else");
    return files.stream()
        .map(file -> new Source(file.toString(), CorpusProgram.read(file)))
        .toList();
  }

  private static String name(Source example) {
    return Checkout.EXAMPLES.relativize(Path.of(example.name())).toString().replace('\\', '/');
  }

  @TestFactory
  Stream<DynamicTest> everyExampleIsCleanAndLaidOut() {
    return examples().stream()
        .map(example -> DynamicTest.dynamicTest(name(example), () -> checkText(example)));
  }

  private static void checkText(Source example) {
    assertEquals(List.of(), new Dyn().analyze(example).diagnostics());
    assertEquals(example.text(), Formatter.format(example).orElseThrow());
  }

  @TestFactory
  Stream<DynamicTest> everyExampleMeetsItsExpectations() {
    return examples().stream()
        .map(example -> DynamicTest.dynamicTest(name(example), () -> checkRun(example)));
  }

  private static void checkRun(Source example) {
    RunReport report = report(example, EngineKind.JIT);
    List<Expectation> expectations =
        report.experiments().stream().flatMap(e -> e.expectations().stream()).toList();
    assertTrue(!expectations.isEmpty(), "an example claims something");
    assertEquals(List.of(), expectations.stream().filter(e -> !e.passed()).toList());
    if (QUICK.contains(name(example))) {
      assertEquals(RunText.of(report), RunText.of(report(example, EngineKind.INTERPRETER)));
    }
  }

  private static RunReport report(Source example, EngineKind engine) {
    Dyn dyn = new Dyn();
    Analysis analysis = dyn.analyze(example);
    RunOptions options =
        new RunOptions(
            List.of(),
            OptionalLong.empty(),
            Optional.empty(),
            engine,
            Optional.empty(),
            2,
            Checkout.EXAMPLES,
            false);
    return switch (dyn.run(analysis, options, RunListener.silent())) {
      case RunOutcome.Finished(var report) -> report;
      case RunOutcome.Failed(_, var failure) -> throw new IllegalStateException(failure.message());
      case RunOutcome.Rejected(var problems) ->
          throw new IllegalStateException(problems.toString());
    };
  }
}
