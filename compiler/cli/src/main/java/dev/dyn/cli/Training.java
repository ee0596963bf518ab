package dev.dyn.cli;

import dev.dyn.compiler.source.Source;
import dev.dyn.driver.Toolchain;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

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
      }
      """;

  private Training() {}

  /// @param arguments `short` for the commands that run nothing, `run` for those that do
  public static void main(String[] arguments) {
    Toolchain toolchain = Main.toolchain();
    var commands =
        List.of(arguments).contains("run")
            ? List.of(List.of("run", "-"), List.of("run", "--engine=interpreter", "-"))
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
    toolchain.analyze(new Source("empty.dyn", ""));
  }

  private static Console console(String input) {
    var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    var out = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Console(in, out, out, false, false);
  }
}
