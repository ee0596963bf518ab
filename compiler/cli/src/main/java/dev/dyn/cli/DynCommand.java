package dev.dyn.cli;

import dev.dyn.driver.Toolchain;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `dyn` itself: without a command it shows what there is.
@Command(
    name = "dyn",
    description = "Simulates, trains and analyses what changes in time.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    subcommands = {
      NewCommand.class,
      RunCommand.class,
      CheckCommand.class,
      BuildCommand.class,
      FormatCommand.class,
      ExplainCommand.class,
      DocCommand.class,
      LspCommand.class,
      CompletionCommand.class
    },
    footer = {
      "",
      "Exit status: 0 all well; 1 an expectation failed; 2 the program has errors;",
      "3 the run failed; 64 wrong usage."
    })
final class DynCommand implements Runnable {
  @Spec private CommandSpec spec;

  /// The whole command line over a toolchain.
  static CommandLine commandLine(Toolchain toolchain, Console console) {
    var line = new CommandLine(new DynCommand(), factory(toolchain, console));
    line.setOut(new PrintWriter(console.out(), true));
    line.setErr(new PrintWriter(console.err(), true));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            console.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    line.setExitCodeExceptionMapper(_ -> ExitStatus.FAULT.code());
    line.setParameterExceptionHandler(new WrongUsage(console));
    line.setExecutionExceptionHandler(new Fault(console));
    line.setUsageHelpAutoWidth(false);
    return line;
  }

  private static IFactory factory(Toolchain toolchain, Console console) {
    return new IFactory() {
      @Override
      public <K> K create(Class<K> type) throws Exception {
        Object made =
            switch (type.getSimpleName()) {
              case "RunCommand" -> new RunCommand(toolchain, console);
              case "BuildCommand" -> new BuildCommand(toolchain, console);
              case "CheckCommand" -> new CheckCommand(toolchain, console);
              case "FormatCommand" -> new FormatCommand(console);
              case "ExplainCommand" -> new ExplainCommand(console);
              case "NewCommand" -> new NewCommand(toolchain, console);
              case "DocCommand" -> new DocCommand(console);
              case "LspCommand" -> new LspCommand(console);
              case "CompletionCommand" -> new CompletionCommand(console);
              default -> CommandLine.defaultFactory().create(type);
            };
        return type.cast(made);
      }
    };
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
