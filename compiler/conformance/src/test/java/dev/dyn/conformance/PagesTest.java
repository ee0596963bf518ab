package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dyn.compiler.diagnostic.Code;
import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.Explanations;
import dev.dyn.compiler.diagnostic.Phase;
import dev.dyn.compiler.source.Source;
import dev.dyn.driver.Analysis;
import dev.dyn.driver.Dyn;
import dev.dyn.driver.RunOptions;
import dev.dyn.driver.RunOutcome;
import dev.dyn.runtime.data.Npz;
import dev.dyn.runtime.program.RunListener;
import dev.dyn.runtime.results.Columns;
import dev.dyn.runtime.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The programs on the pages of `dyn explain` do what the pages say: the wrong one gives the code
/// of the page, the corrected one gives no error. Where a program needs something that cannot run
/// yet, it is refused for that alone, and stands in a list.
class PagesTest {
  private static final Path NOT_SHOWN = Path.of("src/test/resources/pages-not-shown.txt");
  private static final Pattern PROGRAM = Pattern.compile("```dyn\n(.*?)```", Pattern.DOTALL);

  /// Need more time or memory than a test has, or somebody who interrupts them.
  private static final List<String> NOT_RUN = List.of("DYN7005", "DYN7014", "DYN7019");

  @TempDir static Path folder;

  @BeforeAll
  static void writeFiles() throws IOException {
    Files.writeString(folder.resolve("pelts.csv"), "year,hare\n1900,30\n1901,47.2\n");
    Files.writeString(folder.resolve("table.csv"), "x,y\n1,2\n3,4\n");
    Files.writeString(folder.resolve("title.csv"), "Pelts in thousands\nyear,hare\n1900,30\n");
    Files.writeString(folder.resolve("people.csv"), "name,age\nAda,36\n");
    Files.writeString(folder.resolve("twice.csv"), "x,y,x\n1,2,3\n");
    Files.writeString(folder.resolve("empty.csv"), "");
    Files.writeString(folder.resolve("a.csv"), "x,y\n1,2\n");
    Files.writeString(folder.resolve("b.csv"), "x,y\n1,2\n3,4\n");
    Files.writeString(folder.resolve("waves.dyn"), "let speed = 1.0\n");
    Files.writeString(folder.resolve("itself.dyn"), "import \"./itself.dyn\"\n");
    try (var out = Files.newOutputStream(folder.resolve("table.npz"))) {
      Npz.write(Columns.of("x", Tensor.vector(1.0, 2.0)), out);
    }
  }

  /// The two programs of a page; none on pages about the command line.
  private static List<Source> programs(Code code) {
    List<Source> programs =
        PROGRAM
            .matcher(Explanations.of(code))
            .results()
            .map(found -> new Source(folder.resolve("page.dyn").toString(), found.group(1)))
            .toList();
    assertEquals(0, programs.size() % 2, code.id());
    return programs;
  }

  @TestFactory
  Stream<DynamicTest> theCorrectedProgramIsFine() {
    return Code.all().stream()
        .filter(code -> !programs(code).isEmpty())
        .map(code ->
            DynamicTest.dynamicTest(
                code.id(),
                () -> {
                  List<Diagnostic> problems = problems(code, programs(code).get(1));
                  assertEquals(
                      List.of(), problems.stream().filter(p -> isOwnMistake(p, code)).toList());
                }));
  }

  /// What cannot run yet may stand on a page about something else.
  private static boolean isOwnMistake(Diagnostic problem, Code code) {
    return problem.code() == code
        || problem.isError() && problem.code().phase() != Phase.UNSUPPORTED;
  }

  @Test
  void theWrongProgramGivesTheCodeOfThePage() {
    StringBuilder notShown = new StringBuilder();
    for (Code code : Code.all()) {
      for (Source wrong : programs(code).stream().limit(1).toList()) {
        List<Diagnostic> problems = problems(code, wrong);
        if (problems.stream().noneMatch(p -> p.code() == code)) {
          notShown.append(code.id()).append("  ").append(code.title());
          notShown.append('\n');
        }
      }
    }
    Golden.check(NOT_SHOWN, notShown.toString());
  }

  /// What the check says and, for a page about failures of runs, what the run says.
  private static List<Diagnostic> problems(Code code, Source program) {
    Dyn dyn = new Dyn();
    Analysis analysis = dyn.analyze(program);
    List<Diagnostic> problems = new ArrayList<>(analysis.diagnostics());
    boolean runs =
        code.phase() == Phase.RUNNING && !analysis.hasErrors() && !NOT_RUN.contains(code.id());
    if (runs
        && dyn.run(analysis, RunOptions.defaults(folder), RunListener.silent())
            instanceof RunOutcome.Failed(_, Diagnostic failure)) {
      problems.add(failure);
    }
    return problems;
  }
}
