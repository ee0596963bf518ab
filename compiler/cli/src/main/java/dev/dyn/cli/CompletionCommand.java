package dev.dyn.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `dyn completion`: the script that lets bash and zsh complete commands and options.
@Command(
    name = "completion",
    description = {"Prints a completion script for bash and zsh:", "source <(dyn completion)"},
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class CompletionCommand implements Runnable {
  private final Console console;
  @Spec private CommandSpec spec;

  CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    console.out().print(AutoComplete.bash("dyn", spec.root().commandLine()));
    console.out().flush();
  }
}
