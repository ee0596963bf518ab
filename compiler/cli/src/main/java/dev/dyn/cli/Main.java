package dev.dyn.cli;

import dev.dyn.driver.Dyn;
import dev.dyn.driver.Toolchain;
import dev.dyn.truffle.TruffleInterpreter;

/// The process `dyn`.
public final class Main {
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
      return DynCommand.commandLine(toolchain, console).execute(arguments);
    } catch (OutOfMemoryError | StackOverflowError | AssertionError fault) {
      return new Fault(console).report(fault).code();
    }
  }
}
