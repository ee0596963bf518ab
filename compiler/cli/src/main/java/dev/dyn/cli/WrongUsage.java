package dev.dyn.cli;

import dev.dyn.compiler.diagnostic.CommandCodes;
import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.Names;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says what is wrong with a command line, in our words.
final class WrongUsage implements IParameterExceptionHandler {
  private final Console console;

  WrongUsage(Console console) {
    this.console = console;
  }

  @Override
  public int handleParseException(ParameterException problem, String[] arguments) {
    CommandLine command = problem.getCommandLine();
    Diagnostic said =
        switch (problem) {
          case UnmatchedArgumentException unmatched -> unmatched(unmatched);
          case MissingParameterException missing -> missing(missing);
          default -> badValue(problem);
        };
    console.show(
        List.of(
            said.note(
                "`" + command.getCommandSpec().qualifiedName() + " --help` shows how it is used")));
    return ExitStatus.USAGE.code();
  }

  private static Diagnostic unmatched(UnmatchedArgumentException problem) {
    String typed = problem.getUnmatched().getFirst();
    CommandLine command = problem.getCommandLine();
    var place = CommandLineText.of(typed).all();
    if (typed.startsWith("-") && typed.length() > 1) {
      String name = typed.contains("=") ? typed.substring(0, typed.indexOf('=')) : typed;
      return Diagnostic.of(CommandCodes.UNKNOWN_OPTION, "there is no option `" + name + "`", place)
          .suggestName(closest(name, options(command)));
    }
    boolean atTop = !command.getSubcommands().isEmpty();
    String message =
        atTop ? "there is no command `" + typed + "`" : "`" + typed + "` is one argument too many";
    return Diagnostic.of(CommandCodes.UNKNOWN_OPTION, message, place)
        .suggestName(closest(typed, command.getSubcommands().keySet().stream()));
  }

  private static Optional<String> closest(String name, Stream<String> candidates) {
    return Names.closest(name, candidates.toList());
  }

  private static Stream<String> options(CommandLine command) {
    return command.getCommandSpec().options().stream().flatMap(o -> Stream.of(o.names()));
  }

  private static Diagnostic missing(MissingParameterException problem) {
    List<String> missing = problem.getMissing().stream().map(WrongUsage::name).toList();
    String typed = problem.getCommandLine().getCommandSpec().qualifiedName();
    return Diagnostic.of(
        CommandCodes.UNKNOWN_OPTION,
        "`" + String.join("`, `", missing) + "` is missing",
        CommandLineText.of(typed).all());
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  /// Converters throw the sentence that is to be shown.
  private static Diagnostic badValue(ParameterException problem) {
    String typed = Optional.ofNullable(problem.getValue()).orElse("dyn");
    return Diagnostic.of(
        CommandCodes.BAD_OPTION_VALUE,
        OptionValues.sentence(problem),
        CommandLineText.of(typed).all());
  }
}
