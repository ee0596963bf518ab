package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs whose process is killed (SIGKILL), several times and at moments that nobody chose, end with
/// the same files as one that was left alone.
class KilledRunTest {
  private static final Path PROGRAM =
      Path.of("src/test/resources/killed/many_kinds.dyn").toAbsolutePath();

  @TempDir private Path folder;

  private record Ended(int status, String err) {}

  /// A process of `dyn`, in which even short loops may be kept.
  private Process dyn(String... arguments) throws IOException {
    return java(System.getProperty("java.class.path"), "dev.dyn.cli.Main", arguments);
  }

  private Process java(String path, String main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-Ddyn.longLoopsAbove=0",
                "-cp",
                path,
                main));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(folder.resolve("err.txt").toFile())
        .start();
  }

  private Ended ended(Process process) throws IOException, InterruptedException {
    int status = process.waitFor();
    String err = Files.readString(folder.resolve("err.txt")).replaceAll("WARNING: .*\\R", "");
    return new Ended(status, err);
  }

  private void succeed(Process process) throws IOException, InterruptedException {
    assertEquals(new Ended(0, ""), ended(process));
  }

  /// Kills `process` some time after it has kept something more.
  ///
  /// @return whether it was still running
  private boolean killed(Process process, Path kept, Random random)
      throws IOException, InterruptedException {
    String before = state(kept);
    while (process.isAlive() && state(kept).equals(before)) {
      Thread.sleep(2);
    }
    boolean hasEnded = process.waitFor(random.nextInt(700), TimeUnit.MILLISECONDS);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.waitFor();
    return !hasEnded;
  }

  private static String state(Path kept) throws IOException {
    if (!Files.isRegularFile(kept.resolve("run.dync"))) {
      return "";
    }
    try (Stream<Path> files = Files.list(kept)) {
      List<String> all = new ArrayList<>();
      for (Path file : files.filter(f -> !f.getFileName().toString().startsWith(".")).toList()) {
        all.add(file + " " + Files.getLastModifiedTime(file));
      }
      return all.stream().sorted().toList().toString();
    } catch (NoSuchFileException _) {
      return "changing";
    }
  }

  /// The files of a run by name, without its times.
  private static TreeMap<String, String> files(Path out) throws IOException {
    TreeMap<String, String> contents = new TreeMap<>();
    for (Path file : Checkout.files(out, "")) {
      String name = file.getFileName().toString();
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      if (!name.equals("report.html")) {
        contents.put(name, text.replaceAll("\"timings\": \\{[^}]*\\}", "\"timings\""));
      }
    }
    return contents;
  }

  @Test
  void endsAsIfNothingHadHappened() throws IOException, InterruptedException {
    Path expected = folder.resolve("expected");
    Path given = folder.resolve("given");
    Path kept = folder.resolve("kept");
    succeed(dyn("run", PROGRAM.toString(), "--out", expected.toString()));
    Random random = new Random(20);
    String option = "--checkpoint";
    int kills = 0;
    for (int attempt = 0; attempt < 4; attempt++) {
      String interval = attempt % 2 == 0 ? "5ms" : "60ms";
      Process run =
          dyn(
              "run",
              PROGRAM.toString(),
              "--out",
              given.toString(),
              option,
              kept.toString(),
              "--checkpoint-every",
              interval);
      kills += killed(run, kept, random) ? 1 : 0;
      option = "--resume";
    }
    assertTrue(kills >= 2, "the runs ended too soon to be killed");
    succeed(dyn("run", PROGRAM.toString(), "--out", given.toString(), "--resume", kept.toString()));
    assertEquals(files(expected), files(given));
    refusesOtherRuns(kept);
    refusesDamage(kept);
  }

  private void refusesOtherRuns(Path kept) throws IOException, InterruptedException {
    Ended seeded =
        ended(dyn("run", PROGRAM.toString(), "--resume", kept.toString(), "--seed", "5"));
    assertEquals(3, seeded.status, seeded.err);
    assertTrue(seeded.err.contains("DYN8022"), seeded.err);
    assertTrue(seeded.err.contains("was 4 there, and is 5 here"), seeded.err);
    Path changed = folder.resolve("changed.dyn");
    Files.writeString(changed, Files.readString(PROGRAM).replace("0.003", "0.004"));
    Ended other = ended(dyn("run", changed.toString(), "--resume", kept.toString()));
    assertEquals(3, other.status, other.err);
    assertTrue(other.err.contains("The program is not the same."), other.err);
    Ended again = ended(dyn("run", PROGRAM.toString(), "--checkpoint", kept.toString()));
    assertEquals(3, again.status, again.err);
    assertTrue(again.err.contains("DYN8024"), again.err);
    Ended nothing =
        ended(dyn("run", PROGRAM.toString(), "--resume", folder.resolve("no").toString()));
    assertEquals(3, nothing.status, nothing.err);
    assertTrue(nothing.err.contains("DYN8021"), nothing.err);
  }

  /// Cut short, changed by one bit, or something else altogether.
  private void refusesDamage(Path kept) throws IOException, InterruptedException {
    Path file = kept.resolve("done-1.dync");
    byte[] whole = Files.readAllBytes(file);
    byte[] turned = whole.clone();
    turned[whole.length / 2] ^= 4;
    for (byte[] content :
        List.of(
            Arrays.copyOf(whole, whole.length / 2),
            turned,
            "DYNCKPX".getBytes(StandardCharsets.UTF_8))) {
      Files.write(file, content);
      Ended ended = ended(dyn("run", PROGRAM.toString(), "--resume", kept.toString()));
      assertEquals(3, ended.status, ended.err);
      assertTrue(ended.err.contains("DYN8023"), ended.err);
      assertTrue(ended.err.contains("done-1.dync"), ended.err);
    }
    Files.write(file, whole);
  }

  @Test
  void standaloneProgramsGoOnToo() throws IOException, InterruptedException {
    Path jar = folder.resolve("program.jar");
    succeed(dyn("build", PROGRAM.toString(), "-o", jar.toString()));
    String main = "dev.dyn.runtime.launcher.Launcher";
    String path = jar.toString();
    succeed(java(path, main, "--quiet", "--out", "expected"));
    Path kept = folder.resolve("kept");
    Random random = new Random(3);
    boolean isKilled =
        killed(
            java(path, main, "--out", "given", "--checkpoint", "kept", "--checkpoint-every", "2ms"),
            kept,
            random);
    assertTrue(isKilled, "the run ended too soon to be killed");
    Ended other = ended(java(path, main, "--resume", "kept", "--seed", "9"));
    assertEquals(3, other.status, other.err);
    assertTrue(other.err.contains("DYN8022"), other.err);
    succeed(java(path, main, "--quiet", "--out", "given", "--resume", "kept"));
    assertEquals(files(folder.resolve("expected")), files(folder.resolve("given")));
    assertFalse(files(folder.resolve("given")).isEmpty());
  }

  @Test
  void optionsMustMeanSomething() throws IOException, InterruptedException {
    for (String[] options :
        new String[][] {
          {"--checkpoint", "a", "--resume", "a"},
          {"--checkpoint-every", "5m"},
          {"--checkpoint", "a", "--checkpoint-every", "0s"},
          {"--checkpoint", "a", "--checkpoint-every", "often"},
        }) {
      List<String> all = new ArrayList<>(List.of("run", PROGRAM.toString()));
      all.addAll(List.of(options));
      Ended ended = ended(dyn(all.toArray(String[]::new)));
      assertEquals(64, ended.status, ended.err);
      assertTrue(ended.err.contains("DYN8010"), ended.err);
    }
    assertFalse(Files.exists(folder.resolve("a")));
  }
}
