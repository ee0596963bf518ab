package dev.dyn.runtime.standalone;

import dev.dyn.runtime.packed.PackedProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// A standalone program, in a JVM that can run it.
public final class Main {
  private Main() {}

  /// Runs the program that lies in the JAR and gives the status of the process.
  public static int run(String[] arguments) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    Terminal terminal = terminal(out, err);
    int status = run(arguments, terminal);
    out.flush();
    err.flush();
    return status;
  }

  private static Terminal terminal(PrintStream out, PrintStream err) {
    return new Terminal(
        out, err, Boolean.getBoolean("dyn.colour"), Boolean.getBoolean("dyn.terminal"));
  }

  private static int run(String[] arguments, Terminal terminal) {
    try {
      return new StandaloneCommand(program(), terminal).execute(arguments);
    } catch (OutOfMemoryError e) {
      return terminal.fail(
          ExitStatus.RUN,
          "DYN7014",
          "The run needs more memory than there is.",
          "`DYN_JAVA_OPTIONS=-Xmx8g java -jar …` allows 8 GB");
    } catch (RuntimeException | StackOverflowError | AssertionError | IOException fault) {
      return terminal.fault(fault);
    }
  }

  private static PackedProgram program() throws IOException {
    try (InputStream in = Main.class.getClassLoader().getResourceAsStream(PackedProgram.RESOURCE)) {
      if (in == null) {
        throw new IOException("this JAR has no program");
      }
      return PackedProgram.readFrom(in);
    }
  }
}
