package dev.dyn.cli;

import dev.dyn.compiler.diagnostic.Code;
import dev.dyn.compiler.diagnostic.CommandCodes;
import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.Names;
import dev.dyn.compiler.diagnostic.Phase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `dyn explain CODE`: what a problem means and how to mend it. Without a code: all of them.
@Command(
    name = "explain",
    description = "Explains a problem by its code; without a code, lists all.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class ExplainCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(arity = "0..1", paramLabel = "CODE", description = "A code, such as DYN2001.")
  private Optional<String> code;

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (code.isEmpty()) {
      listAll();
      return ExitStatus.OK.code();
    }
    Optional<Code> known = Code.named(code.get());
    if (known.isEmpty()) return unknown(code.get()).code();
    console.out().println(page(known.get()).stripTrailing());
    return ExitStatus.OK.code();
  }

  private ExitStatus unknown(String typed) {
    var ids = Code.all().stream().map(Code::id).toList();
    return console.fail(
        Diagnostic.of(
                CommandCodes.UNKNOWN_CODE,
                "there is no code `" + typed + "`",
                CommandLineText.of(typed).all())
            .suggestName(Names.closest(typed, ids))
            .note("`dyn explain` without a code lists all"));
  }

  private static String page(Code code) throws IOException {
    try (var in = Code.class.getResourceAsStream(code.id() + ".md")) {
      if (in != null) return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    return "# " + code.id() + ": " + code.title();
  }

  private void listAll() {
    for (Phase phase : Phase.values()) {
      console.out().println(title(phase));
      for (Code each : Code.all()) {
        if (each.phase() == phase) console.out().println("  " + each.id() + "  " + each.title());
      }
    }
  }

  private static String title(Phase phase) {
    return switch (phase) {
      case SYNTAX -> "Text";
      case NAMES -> "Names";
      case TYPES -> "Types and shapes";
      case SYSTEMS -> "Systems and equations";
      case EXPERIMENTS -> "Experiments";
      case UNSUPPORTED -> "Not supported yet";
      case RUNNING -> "Runs";
      case COMMAND -> "Command line, data and files";
    };
  }
}
