package dev.dyn.cli;

import dev.dyn.driver.Dyn;
import dev.dyn.driver.Toolchain;
import dev.dyn.truffle.TruffleInterpreter;
import java.util.List;

/// The process `dyn`.
public final class Main {
  /// How editors start the server. Reading that as a command line would take a tenth of a second.
  private static final List<String> SERVER = List.of("lsp");

  private Main() {}

  /// Runs a command and ends the process with its status.
  public static void main(String[] arguments) {
    Console console = Console.ofProcess();
    int status = run(arguments, toolchain(), console);
    console.out().flush();
    console.err().flush();
    System.exit(status);
  }

  /// What the commands of this process work with.
  static Toolchain toolchain() {
    return new Dyn(new TruffleInterpreter());
  }

  /// Runs a command and gives its status.
  static int run(String[] arguments, Toolchain toolchain, Console console) {
    try {
      if (List.of(arguments).equals(SERVER)) {
        return LspCommand.serve(console); // an editor waits for the first answer
      }
      return DynCommand.commandLine(toolchain, console).execute(arguments);
    } catch (OutOfMemoryError | StackOverflowError | AssertionError fault) {
      return new Fault(console).report(fault).code();
    }
  }
}
