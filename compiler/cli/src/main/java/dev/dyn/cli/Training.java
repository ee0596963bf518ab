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
import java.util.zip.GZIPOutputStream;

/// Shows the JVM the commands at work, so that it can write its cache of loaded classes (JEP 483).
/// The launcher runs this once after a build.
final class Training {
  private static final String PROGRAM =
      """
      import std.nn
      import std.optim.{AdamW}

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

      network Classifier(inputs: int, hidden: int, classes: int) {
        layer first = nn.Dense(inputs, hidden)
        layer second = nn.Dense(hidden, classes)
        forward(x: [.., inputs]) -> [.., classes] = second(relu(first(x)))
      }

      experiment signs {
        precision f32
        seed 2
        data numbers = csv("numbers.csv.gz", columns: { x: 0..<64, label: 64 })
        data train_set, test_set = split(numbers, 0.8)
        model net = Classifier(64, 128, 10)
        let run = train net {
          on batch = minibatches(train_set, size: 64)
          loss cross_entropy(net(batch.x), int(batch.label))
          rule AdamW(lr: 2e-3)
          for 1 epochs
          every epoch {
            record train_loss = loss
            record test_accuracy = accuracy(net(test_set.x), int(test_set.label))
          }
        }
        plot run.train_loss, run.test_accuracy against run.epoch
        expect run.train_loss[-1] < 100
        save net as "signs.safetensors"
      }
      """;

  private Training() {}

  /// @param arguments `short` for the commands that run nothing, `run` for those that do
  public static void main(String[] arguments) throws IOException {
    Toolchain toolchain = Main.toolchain();
    Path folder = Files.createTempDirectory("dyn-training");
    String results = "--out=" + folder;
    String program = PROGRAM.replace("numbers.csv.gz", numbers(folder));
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
      Main.run(command.toArray(String[]::new), toolchain, console(program));
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

  /// A table of 100 rows, the last column of which is a digit, as the path of its file.
  private static String numbers(Path folder) throws IOException {
    Path file = folder.resolve("numbers.csv.gz");
    try (var out = new PrintStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
      for (int row = 0; row < 100; row++) {
        out.println(row + ",0".repeat(63) + "," + row % 10);
      }
    }
    return file.toString().replace('\\', '/');
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
