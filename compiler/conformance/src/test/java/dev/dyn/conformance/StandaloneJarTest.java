package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dyn.compiler.source.Source;
import dev.dyn.driver.BuildOutcome;
import dev.dyn.driver.Dyn;
import dev.dyn.driver.EngineKind;
import dev.dyn.driver.RunOptions;
import dev.dyn.driver.RunOutcome;
import dev.dyn.driver.Setting;
import dev.dyn.runtime.data.Outputs;
import dev.dyn.runtime.data.ResultFiles;
import dev.dyn.runtime.plot.SvgDrawer;
import dev.dyn.runtime.program.RunListener;
import dev.dyn.runtime.results.RunReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Standalone JARs as users start them: in an empty folder, with the Java of this test and with a
/// Java 17 if the machine has one.
class StandaloneJarTest {
  private static final long LARGEST = 5L << 20;

  private static final String LORENZ =
      """
      /// Lorenz 1963, for a short while.
      system Lorenz {
        /// How strongly the air is heated.
        param rho = 28.0
        param sigma = 10.0, beta = 8/3
        state x = 1.0
        state y = 1.0
        state z = 1.0
        x' = sigma*(y - x)
        y' = x*(rho - z) - y
        z' = x*y - beta*z
      }

      /// A short stay on the attractor.
      experiment lorenz {
        param T = 2.0
        let path = simulate(Lorenz, t: 0..T, every: 0.01)
        let exponents = lyapunov(Lorenz, t: 0..20, transient: 1)
        let many = [simulate(Lorenz(rho: 20 + k), t: 0..1, every: 0.5).x[-1] for k in 0..<20]
        let noise = sample(normal(0, 1), 3)
        expect all(abs(noise) < 10)
        print "ends at {path.final.x:.6f}"
        expect path.final.z < 60
        plot path.z against path.x
        save path as "lorenz.csv"
      }
      """;

  private static final String EPIDEMIC =
      """
      system Sir(N: int = 100) {
        param beta = 0.3, gamma = 0.1
        state S: int = N - 10
        state I: int = 10
        at rate beta*S*I/N { S := S - 1; I := I + 1 }
        at rate gamma*I    { I := I - 1 }
      }

      experiment epidemic {
        seed 3
        let runs = [simulate(Sir, t: 0..20, every: 1) for k in 0..<8]
        expect max(runs.I) <= 100
      }
      """;

  @TempDir private Path folder;

  private record Ended(int status, String out, String err) {}

  private Path jar(String program) throws IOException {
    Dyn dyn = new Dyn();
    var analysis = dyn.analyze(new Source("program.dyn", program));
    BuildOutcome outcome = dyn.build(analysis, RunOptions.defaults(folder));
    Path jar = folder.resolve("program.jar");
    if (outcome instanceof BuildOutcome.Built built) {
      try (OutputStream out = Files.newOutputStream(jar)) {
        built.writeJar(out);
      }
    }
    assertTrue(Files.exists(jar), outcome::toString);
    return jar;
  }

  private Ended run(Path java, Path jar, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(options);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(arguments));
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(empty.toFile()).redirectError(err.toFile());
    builder.environment().put("DYN_JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out, Files.readString(err));
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private static Optional<Path> java17() throws IOException {
    Path all = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(all)) {
      return Optional.empty();
    }
    try (Stream<Path> homes = Files.list(all)) {
      return homes
          .filter(home -> home.getFileName().toString().contains("17"))
          .map(home -> home.resolve("bin/java"))
          .filter(Files::isExecutable)
          .findFirst();
    }
  }

  /// `results.json` without what differs between runs.
  private static String results(Path out) throws IOException {
    return Files.readString(out.resolve("results.json"))
        .replaceAll("\"timings\": \\{[^}]*\\}", "\"timings\"")
        .replaceAll("\"threads\": \\d+", "\"threads\"");
  }

  /// What `dyn run` writes.
  private String expected(String program, List<Setting> settings, OptionalLong seed)
      throws IOException {
    RunOptions options =
        new RunOptions(
            settings, seed, Optional.empty(), EngineKind.JIT, Optional.empty(), 1, folder, false);
    Dyn dyn = new Dyn();
    RunOutcome outcome =
        dyn.run(dyn.analyze(new Source("program.dyn", program)), options, RunListener.silent());
    assertTrue(outcome instanceof RunOutcome.Finished, outcome::toString);
    RunReport report = ((RunOutcome.Finished) outcome).report();
    Path out = folder.resolve("expected");
    try (Outputs outputs = new Outputs()) {
      new ResultFiles(outputs, Optional.of(out), folder, SvgDrawer::new).write(report);
    }
    return results(out);
  }

  private String given(Path java, Path jar, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("--quiet", "--out", "out"));
    all.addAll(List.of(arguments));
    Ended ended = run(java, jar, options, all.toArray(String[]::new));
    assertEquals(0, ended.status, ended.err);
    assertEquals("", ended.err);
    return results(folder.resolve("empty/out"));
  }

  @Test
  void sameBitsAsDynRun() throws IOException, InterruptedException {
    for (String program : List.of(LORENZ, EPIDEMIC)) {
      Path jar = jar(program);
      String expected = expected(program, List.of(), OptionalLong.empty());
      assertEquals(expected, given(java(), jar, List.of()));
      assertEquals(expected, given(java(), jar, List.of(), "--threads", "2"));
      Optional<Path> old = java17();
      if (old.isPresent()) {
        assertEquals(expected, given(old.get(), jar, List.of()));
      }
    }
  }

  @Test
  void sameBitsWithSettingsAndSeed() throws IOException, InterruptedException {
    Path lorenz = jar(LORENZ);
    assertEquals(
        expected(
            LORENZ,
            List.of(new Setting("rho", "20"), new Setting("Lorenz.beta", "5/3")),
            OptionalLong.of(7)),
        given(java(), lorenz, List.of(), "--set", "rho=20", "--set", "beta=5/3", "--seed", "7"));
    assertEquals(
        expected(EPIDEMIC, List.of(new Setting("beta", "0.5")), OptionalLong.of(4)),
        given(java(), jar(EPIDEMIC), List.of(), "--set", "beta=0.5", "--seed", "4"));
  }

  @Test
  void sameBitsOnNarrowerVectors() throws IOException, InterruptedException {
    assumeTrue(List.of("amd64", "x86_64").contains(System.getProperty("os.arch")));
    Path jar = jar(LORENZ);
    List<String> narrow = List.of("-XX:UseAVX=2", "--add-modules=jdk.incubator.vector");
    Ended ended = run(java(), jar, narrow, "--quiet", "--out", "out");
    assertEquals(0, ended.status, ended.err);
    assertEquals(
        expected(LORENZ, List.of(), OptionalLong.empty()), results(folder.resolve("empty/out")));
  }

  @Test
  void whatFixesSizesIsFixed() throws IOException, InterruptedException {
    Path jar = jar(LORENZ);
    Ended ended = run(java(), jar, List.of(), "--set", "T=5");
    assertEquals(64, ended.status, ended.out);
    assertTrue(ended.err.startsWith("error[DYN8020]: `lorenz.T` is fixed in this JAR."), ended.err);
    Ended unknown = run(java(), jar, List.of(), "--set", "tau=5");
    assertEquals(64, unknown.status, unknown.out);
    assertTrue(unknown.err.startsWith("error[DYN8004]: There is no parameter `tau`."), unknown.err);
  }

  @Test
  void wrongOptionsAreTold() throws IOException, InterruptedException {
    Path jar = jar(EPIDEMIC);
    Ended option = run(java(), jar, List.of(), "--sed", "3");
    assertEquals(64, option.status, option.out);
    assertTrue(option.err.startsWith("error[DYN8009]: There is no option `--sed`."), option.err);
    Ended number = run(java(), jar, List.of(), "--threads=0");
    assertEquals(64, number.status, number.out);
    assertTrue(number.err.startsWith("error[DYN8010]: `0` is not a number of"), number.err);
  }

  @Test
  void helpAndOrigin() throws IOException, InterruptedException {
    Path jar = jar(LORENZ);
    Ended help = run(java(), jar, List.of(), "--help");
    assertEquals(0, help.status, help.err);
    assertTrue(
        help.out.contains("Lorenz.rho = 28.0\n      How strongly the air is heated."), help.out);
    assertTrue(help.out.contains("lorenz.T = 2.0  (fixed in this JAR)"), help.out);
    Ended about = run(java(), jar, List.of(), "--about");
    assertTrue(about.out.contains("SHA-256 ") && about.out.endsWith(LORENZ), about.out);
  }

  @Test
  void smallAndWithoutCompiler() throws IOException {
    Path jar = jar(LORENZ);
    assertTrue(Files.size(jar) < LARGEST, () -> jar.toFile().length() + " bytes");
    try (JarFile file = new JarFile(jar.toFile())) {
      file.stream()
          .forEach(entry ->
              assertFalse(
                  entry.getName().matches("dev/dyn/(compiler|jvm|driver|cli|grammar|truffle)/.*")
                      || entry.getName().matches("org/(objectweb|antlr)/.*"),
                  entry::getName));
    }
  }

  @Test
  void withoutTheRightJavaItSaysSo() throws IOException, InterruptedException {
    Optional<Path> old = java17();
    assumeTrue(old.isPresent(), "no Java 17 here");
    ProcessBuilder builder =
        new ProcessBuilder(old.get().toString(), "-Ddyn.homes=none", "-jar", jar(LORENZ).toString())
            .redirectErrorStream(true);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(3, process.waitFor(), said);
    assertTrue(said.startsWith("error: this program needs a JDK 25, and none was found."), said);
  }
}
