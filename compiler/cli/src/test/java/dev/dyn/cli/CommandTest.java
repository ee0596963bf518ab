package dev.dyn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.RunCodes;
import dev.dyn.compiler.source.Source;
import dev.dyn.driver.Analysis;
import dev.dyn.driver.BuildOutcome;
import dev.dyn.driver.EngineKind;
import dev.dyn.driver.RunOptions;
import dev.dyn.driver.RunOutcome;
import dev.dyn.driver.Setting;
import dev.dyn.driver.SyntaxOnly;
import dev.dyn.driver.Toolchain;
import dev.dyn.runtime.program.RunListener;
import dev.dyn.runtime.results.Columns;
import dev.dyn.runtime.results.Expectation;
import dev.dyn.runtime.results.ExperimentRecorder;
import dev.dyn.runtime.results.RunReport;
import dev.dyn.runtime.results.Saved;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands over a toolchain that reads programs as the real one does, and whose runs are told
/// here.
class CommandTest {
  private static final String GOOD = "experiment e {\n  let a = 1\n  print \"{a}\"\n}\n";
  private static final String BAD = "experiment e {\n  let a = = 1\n}\n";

  @TempDir Path folder;

  private record Answer(int status, String out, String err) {}

  private static Answer dyn(Toolchain toolchain, String input, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var console =
        new Console(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false);
    int status = Main.run(arguments, toolchain, console);
    return new Answer(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static Answer dyn(String... arguments) {
    return dyn(new SyntaxOnly(), "", arguments);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  /// Reads programs for real; a run gives what it is told to.
  private static final class Told implements Toolchain {
    private final boolean passes;
    private final boolean fails;
    final List<RunOptions> seen = new ArrayList<>();

    Told(boolean passes, boolean fails) {
      this.passes = passes;
      this.fails = fails;
    }

    @Override
    public BuildOutcome build(Analysis analysis, RunOptions options) {
      throw new AssertionError("nothing is to be built");
    }

    @Override
    public RunOutcome compareGradients(
        Analysis analysis, RunOptions options, RunListener listener) {
      return run(analysis, options, listener);
    }

    @Override
    public Analysis analyze(Source source) {
      return new SyntaxOnly().analyze(source);
    }

    @Override
    public RunOutcome run(Analysis analysis, RunOptions options, RunListener listener) {
      seen.add(options);
      var recorder = new ExperimentRecorder("e");
      listener.printed("e", "hello");
      var two = Tensor.of(2.0);
      var claim =
          Expectation.within("a within 0.1 of 2", 3, passes, Tensor.of(2.05), two, Tensor.of(0.1));
      recorder.expectation(claim);
      listener.expectation("e", claim);
      recorder.save(new Saved("x.csv", Columns.of("x", Tensor.vector(1.0, 2.0))));
      if (!fails) listener.finished("e", 0.5);
      var report =
          new RunReport(
              "p.dyn",
              "",
              "",
              1,
              Elem.F64,
              "jit",
              1,
              new LinkedHashMap<>(),
              new LinkedHashMap<>(),
              List.of(),
              List.of(recorder.report(0.5)),
              Optional.empty());
      var place = analysis.source().span(0, 3);
      return fails
          ? new RunOutcome.Failed(report, Diagnostic.of(RunCodes.NOT_FINITE, "it blew up", place))
          : new RunOutcome.Finished(report);
    }
  }

  @Test
  void checkTellsEveryProblem() throws IOException {
    Answer good = dyn("check", file("good.dyn", GOOD));
    assertEquals(0, good.status);
    assertTrue(good.out.endsWith("good.dyn: no problems\n"), good.out);
    assertEquals("", good.err);
    Answer bad = dyn("check", file("bad.dyn", BAD), file("good.dyn", GOOD));
    assertEquals(2, bad.status);
    assertTrue(bad.err.contains("bad.dyn:2:11"), bad.err);
    assertEquals("2 files: 1 error, 0 warnings\n", bad.out);
  }

  @Test
  void checkSpeaksJson() throws IOException {
    Answer bad = dyn("check", "--format", "json", file("bad.dyn", BAD));
    assertEquals(2, bad.status);
    assertTrue(bad.out.startsWith("[\n{\"code\":\"DYN1"), bad.out);
    assertEquals("", bad.err);
    assertEquals("[]\n", dyn("check", "--format=json", file("good.dyn", GOOD)).out);
  }

  @Test
  void missingAndUnreadableFilesAreSaid() throws IOException {
    Answer missing = dyn("check", folder.resolve("none.dyn").toString());
    assertEquals(3, missing.status);
    assertTrue(missing.err.startsWith("error[DYN8001]: There is no file"), missing.err);
    assertEquals(3, dyn("run", folder.toString()).status);
    Path binary = Files.write(folder.resolve("b.dyn"), new byte[] {(byte) 0xC3, 0x28});
    Answer encoding = dyn("check", binary.toString());
    assertEquals(2, encoding.status);
    assertTrue(encoding.err.contains("UTF-8"), encoding.err);
  }

  @Test
  void wrongUsageIsSaidAndHas64() throws IOException {
    String file = file("good.dyn", GOOD);
    for (String[] line :
        new String[][] {
          {"chekc", file},
          {"run"},
          {"run", file, "more"},
          {"run", "--sed", "3", file},
          {"run", "--seed", "x", file},
          {"run", "--seed"},
          {"run", "--precision", "f16", file},
          {"run", "--engine", "fast", file},
          {"run", "--threads", "0", file},
          {"run", "--set", "rho", file},
          {"run", "--set", "=3", file},
          {"check", "--format", "xml", file},
          {"explain", "DYN9999"}
        }) {
      Answer answer = dyn(line);
      assertEquals(64, answer.status, String.join(" ", line));
      assertTrue(answer.err.startsWith("error[DYN80"), answer.err);
      assertFalse(answer.err.contains("Exception"), answer.err);
    }
    assertTrue(dyn("run", "--sed", "3", file).err.contains("did you mean `--seed`?"));
    assertTrue(dyn("chekc").err.contains("did you mean `check`?"));
  }

  @Test
  void runShowsWhatHappensAndSaves() throws IOException {
    String out = folder.resolve("out").toString();
    Answer answer = dyn(new Told(true, false), GOOD, "run", "-", "--out", out);
    assertEquals(0, answer.status);
    assertEquals(
        """
        hello
          ✓ a within 0.1 of 2  2.05  2 ± 0.1
        e: 1 expectation met, 0.500 s
        """,
        answer.out);
    assertEquals("", answer.err);
    assertEquals("x\r\n1.0\r\n2.0\r\n", Files.readString(Path.of(out, "x.csv")));
    assertTrue(Files.exists(Path.of(out, "results.json")));
  }

  @Test
  void failedExpectationsAndRunsHaveTheirStatus() {
    String out = folder.resolve("out").toString();
    Answer unmet = dyn(new Told(false, false), GOOD, "run", "-", "--out", out);
    assertEquals(1, unmet.status);
    assertTrue(unmet.out.contains("  ✗ a within"), unmet.out);
    assertTrue(unmet.out.contains("1 of 1 expectation not met"), unmet.out);
    Answer failed = dyn(new Told(true, true), GOOD, "run", "-", "--out", out);
    assertEquals(3, failed.status);
    assertTrue(failed.err.startsWith("error[DYN7002]: It blew up."), failed.err);
    assertEquals(2, dyn(new Told(true, false), BAD, "run", "-").status);
  }

  @Test
  void quietShowsOnlyWhatFailed() {
    String out = folder.resolve("out").toString();
    assertEquals("", dyn(new Told(true, false), GOOD, "run", "-", "--quiet", "--out", out).out);
    Answer unmet = dyn(new Told(false, false), GOOD, "run", "-", "--quiet", "--out", out);
    assertTrue(unmet.out.startsWith("  ✗ a within"), unmet.out);
  }

  @Test
  void optionsArriveAsGiven() {
    var told = new Told(true, false);
    String out = folder.resolve("out").toString();
    dyn(
        told,
        GOOD,
        "run",
        "-",
        "--out",
        out,
        "--set",
        "a.b=3",
        "--set",
        "c = [1, 2]",
        "--seed",
        "-7",
        "--precision",
        "f32",
        "--engine",
        "interpreter",
        "--only",
        "e",
        "--threads",
        "3",
        "--explain");
    var expected =
        new RunOptions(
            List.of(new Setting("a.b", "3"), new Setting("c", "[1, 2]")),
            OptionalLong.of(-7),
            Optional.of(Elem.F32),
            EngineKind.INTERPRETER,
            Optional.of("e"),
            3,
            Path.of(""),
            true);
    assertEquals(List.of(expected), told.seen);
  }

  @Test
  void unwritableFoldersAreFoundBeforeTheRun() throws IOException {
    var told = new Told(true, false);
    String taken = file("taken", "");
    Answer answer = dyn(told, GOOD, "run", "-", "--out", taken);
    assertEquals(3, answer.status);
    assertTrue(answer.err.startsWith("error[DYN8003]"), answer.err);
    assertEquals(List.of(), told.seen);
  }

  @Test
  void fmtRewritesChecksAndPipes() throws IOException {
    String untidy = "experiment e{\nlet a=1\n}\n";
    String file = file("untidy.dyn", untidy);
    Answer check = dyn("fmt", "--check", file);
    assertEquals(1, check.status);
    assertEquals(untidy, Files.readString(Path.of(file)));
    Answer piped = dyn(new SyntaxOnly(), untidy, "fmt", "-");
    assertEquals(0, piped.status);
    assertEquals(0, dyn("fmt", file).status);
    assertEquals(piped.out, Files.readString(Path.of(file)));
    assertEquals(0, dyn("fmt", "--check", file).status);
    String bad = file("bad.dyn", BAD);
    assertEquals(2, dyn("fmt", bad).status);
    assertEquals(BAD, Files.readString(Path.of(bad)));
  }

  @Test
  void explainHasPages() {
    Answer page = dyn("explain", "dyn2001");
    assertEquals(0, page.status);
    assertTrue(page.out.startsWith("# DYN2001"), page.out);
    assertTrue(dyn("explain").out.contains("DYN7002"));
  }

  @Test
  void helpVersionAndCompletion() {
    assertTrue(dyn("--help").out.contains("check"));
    assertTrue(dyn("run", "--help").out.contains("--precision"));
    assertTrue(dyn("--version").out.startsWith("dyn "));
    Answer completion = dyn("completion");
    assertEquals(0, completion.status);
    assertTrue(completion.out.contains("--precision"));
  }

  @Test
  void aMistakeOfOursHasNoTrace() {
    var broken =
        new Toolchain() {
          @Override
          public BuildOutcome build(Analysis analysis, RunOptions options) {
            throw new AssertionError("nothing is to be built");
          }

          @Override
          public RunOutcome compareGradients(
              Analysis analysis, RunOptions options, RunListener listener) {
            throw new AssertionError("nothing is to be compared");
          }

          @Override
          public Analysis analyze(Source source) {
            throw new IllegalStateException("impossible");
          }

          @Override
          public RunOutcome run(Analysis analysis, RunOptions options, RunListener listener) {
            throw new IllegalStateException("impossible");
          }
        };
    Answer answer = dyn(broken, GOOD, "run", "-");
    assertEquals(70, answer.status);
    assertTrue(answer.err.startsWith("fault: this is a mistake in Dyn"), answer.err);
    assertFalse(answer.err.contains("\tat "), answer.err);
  }
}
