package dev.dyn.cli;

import dev.dyn.lsp.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `dyn lsp`: the language server, which editors start.
@Command(
    name = "lsp",
    description = "Serves an editor over standard input and output.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class LspCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--stdio",
      hidden = true,
      description = "What it does anyway; some editors say it.")
  private boolean stdio;

  LspCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return serve(console);
  }

  /// Serves until the editor says goodbye, and gives the status of the process.
  static int serve(Console console) {
    System.setOut(console.err()); // standard output belongs to the protocol
    return Session.serve(console.in(), console.out(), console.err());
  }
}
