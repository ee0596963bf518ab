package dev.dyn.cli;

import dev.dyn.compiler.diagnostic.CommandCodes;
import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.format.Formatter;
import dev.dyn.compiler.source.Source;
import dev.dyn.driver.SyntaxOnly;
import dev.dyn.runtime.data.Outputs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `dyn fmt FILE…`: brings programs into the canonical form, in place. `-` goes from standard input
/// to standard output. A program with errors in its text stays as it is.
@Command(
    name = "fmt",
    description = "Formats programs in place; - goes from standard input to standard output.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class FormatCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Programs; - is standard input.")
  private List<String> files;

  @Option(names = "--check", description = "Changes nothing; status 1 if a file is not formatted.")
  private boolean check;

  FormatCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    var problems = new ArrayList<Diagnostic>();
    try (var outputs = new Outputs()) {
      for (String file : files) {
        switch (ProgramFile.read(file, console.in())) {
          case ProgramFile.Reading.Done(Source source) ->
              problems.addAll(format(file, source, outputs));
          case ProgramFile.Reading.Failed(Diagnostic problem) -> problems.add(problem);
        }
      }
    }
    console.show(problems);
    return ExitStatus.of(problems).code();
  }

  /// The problems that keep a file from being formatted.
  private List<Diagnostic> format(String file, Source source, Outputs outputs) {
    Optional<String> formatted = Formatter.format(source);
    if (formatted.isEmpty()) return new SyntaxOnly().analyze(source).diagnostics();
    String text = formatted.get();
    boolean same = text.equals(source.text());
    if (check) return same ? List.of() : List.of(notFormatted(file));
    if (file.equals("-")) {
      console.out().print(text);
      console.out().flush();
      return List.of();
    }
    return same ? List.of() : rewrite(file, text, outputs);
  }

  private List<Diagnostic> rewrite(String file, String text, Outputs outputs) {
    try {
      outputs.write(Path.of(file), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
      console.out().println("formatted " + file);
      return List.of();
    } catch (IOException e) {
      return List.of(Unwritable.diagnostic(e, Path.of(file)));
    }
  }

  private static Diagnostic notFormatted(String file) {
    return Diagnostic.of(
            CommandCodes.NOT_FORMATTED,
            "`" + file + "` is not in the canonical format",
            CommandLineText.of(file).all())
        .suggest("`dyn fmt " + file + "`");
  }
}
