package dev.dyn.cli;

import dev.dyn.compiler.source.Source;
import dev.dyn.driver.Toolchain;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Shows the JVM the commands at work, so that it can write its cache of loaded classes (JEP 483).
/// The launcher runs this once after a build.
final class Training {
  private static final String PROGRAM =
      """
      /// A pendulum with friction.
      system Pendulum {
        param damping = 0.1
        state angle = 1.0
        state speed = 0.0
        angle' = speed
        speed' = -sin(angle) - damping*speed
      }

      experiment swing {
        let path = simulate(Pendulum, t: 0..10, every: 0.1)
        let end = path.angle[-1]
        print "ends at {end:.3f}"
        expect abs(end) < 1
        plot path.angle against path.t
        save path as "swing.csv"
      }

      experiment spread {
        seed 1
        let ends = sweep damping in linspace(0, 1, 3) {
          let run = simulate(Pendulum(damping: damping), t: 0..1, at: [1.0], method: rk4(dt: 0.1))
          record angle = run.final.angle
        }
        let exponents = lyapunov(Pendulum, t: 0..2, transient: 0, method: rk4(dt: 0.1))
        expect mean(ends.angle) within 1 of 0
        expect exponents[0] within 2 of 0
      }
      """;

  private Training() {}

  /// @param arguments `short` for the commands that run nothing, `run` for those that do
  public static void main(String[] arguments) throws IOException {
    Toolchain toolchain = Main.toolchain();
    Path folder = Files.createTempDirectory("dyn-training");
    String results = "--out=" + folder;
    var commands =
        List.of(arguments).contains("run")
            ? List.of(
                List.of("run", results, "-"), List.of("run", results, "--engine=interpreter", "-"))
            : List.of(
                List.of("check", "-"),
                List.of("check", "--format=json", "-"),
                List.of("fmt", "-"),
                List.of("explain", "DYN2001"),
                List.of("--help"));
    for (List<String> command : commands) {
      Main.run(command.toArray(String[]::new), toolchain, console(PROGRAM));
    }
    Main.run(new String[] {"check", "-"}, toolchain, console(PROGRAM.replace("=", "= =")));
    if (List.of(arguments).contains("run")) {
      var out = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
      var console = new Console(new EditorScript(PROGRAM), out, out, false, false);
      Main.run(new String[] {"lsp"}, toolchain, console);
    }
    toolchain.analyze(new Source("empty.dyn", ""));
    remove(folder);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> entries = Files.walk(folder)) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    }
  }

  private static Console console(String input) {
    var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    var out = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Console(in, out, out, false, false);
  }
}
