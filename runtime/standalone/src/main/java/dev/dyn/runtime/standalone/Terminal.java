package dev.dyn.runtime.standalone;

import java.io.PrintStream;

/// Where the program writes, and how it says what is wrong.
///
/// @param isLive whether all goes to a terminal, where a line may be painted anew
record Terminal(PrintStream out, PrintStream err, boolean colour, boolean isLive) {
  private static final String RED = "\u001B[1;31m";
  private static final String RESET = "\u001B[0m";

  /// Says what is wrong, and gives the status of the process.
  int fail(ExitStatus status, String code, String message, String... notes) {
    return failed(status, code, message, notes).code();
  }

  /// Says what is wrong, and gives the status.
  ExitStatus failed(ExitStatus status, String code, String message, String... notes) {
    StringBuilder text = new StringBuilder(head(code, message));
    for (String note : notes) {
      text.append("   = note: ").append(note).append('\n');
    }
    show(text.toString());
    return status;
  }

  /// The first line of a problem, as `dyn` writes it.
  static String head(String code, String message) {
    return "error[%s]: %s\n".formatted(code, message);
  }

  /// Shows a problem, its head in colour on a terminal.
  void show(String problem) {
    int end = problem.indexOf(':');
    err.print(colour ? RED + problem.substring(0, end) + RESET + problem.substring(end) : problem);
    err.flush();
  }

  /// Says that the mistake is Dyn's.
  int fault(Throwable fault) {
    if (System.getenv("DYN_DEBUG") != null) {
      fault.printStackTrace(err);
    }
    err.println("fault: this is a mistake in Dyn, not in your program.");
    err.println("  " + fault);
    err.println("  With `DYN_DEBUG=1` in the environment it shows where; please report that.");
    return ExitStatus.FAULT.code();
  }
}
