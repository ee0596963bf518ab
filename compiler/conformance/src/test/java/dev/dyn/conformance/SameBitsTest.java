package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dyn.driver.EngineKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Programs of the specification give the same bits on all engines, with one thread and with two,
/// as standalone programs, and on machines with narrower vectors.
class SameBitsTest {
  /// Vectors of this many doubles need AVX-512, which can be switched off.
  private static final int WIDE = 8;

  @ParameterizedTest
  @EnumSource
  void enginesThreadsAndJarsAgree(ShortenedPrograms program) throws IOException {
    String expected = program.results(EngineKind.INTERPRETER, 1);
    assertEquals(expected, program.results(EngineKind.INTERPRETER, 2), "2 threads");
    assertEquals(expected, program.truffleResults(1), "truffle");
    assertEquals(expected, program.truffleResults(2), "truffle, 2 threads");
    assertEquals(expected, program.results(EngineKind.JIT, 1), "jit");
    assertEquals(expected, program.results(EngineKind.JIT, 2), "jit, 2 threads");
    assertEquals(expected, program.standaloneResults(), "standalone");
  }

  @Test
  void narrowerVectorsAgree() throws IOException, InterruptedException {
    assumeTrue(Set.of("amd64", "x86_64").contains(System.getProperty("os.arch")));
    assumeTrue(ShortenedPrograms.lanes() == WIDE, "this machine has no wider vectors to give up");
    String expected = "lanes " + WIDE / 2 + "\n" + ShortenedPrograms.allResults();
    assertEquals(expected, printed("-XX:UseAVX=2"));
  }

  /// What [ShortenedPrograms] prints in a JVM of its own with `option`.
  private static String printed(String option) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    option,
                    "--add-modules=jdk.incubator.vector",
                    "-Dstdout.encoding=UTF-8",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ShortenedPrograms.class.getName()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), text);
    return text;
  }
}
