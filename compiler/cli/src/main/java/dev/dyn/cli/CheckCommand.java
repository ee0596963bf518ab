package dev.dyn.cli;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.JsonRenderer;
import dev.dyn.compiler.source.Source;
import dev.dyn.driver.Analysis;
import dev.dyn.driver.RunOptions;
import dev.dyn.driver.RunOutcome;
import dev.dyn.driver.Toolchain;
import dev.dyn.runtime.program.RunDisplay;
import dev.dyn.runtime.results.RunReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `dyn check FILE…`: every problem of every file, without running anything.
@Command(
    name = "check",
    description = "Finds every problem in programs without running them.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class CheckCommand implements Callable<Integer> {
  private final Toolchain toolchain;
  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Programs; - is standard input.")
  private List<String> files;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      converter = OptionValues.FormatValue.class,
      description = "How problems are written: text (default) to standard error, or json.")
  private Format format = Format.TEXT;

  @Option(
      names = "--gradients",
      description =
          "Also compares every gradient of the experiments with forward mode and differences.")
  private boolean gradients;

  /// How problems are written.
  enum Format {
    TEXT,
    JSON
  }

  CheckCommand(Toolchain toolchain, Console console) {
    this.toolchain = toolchain;
    this.console = console;
  }

  @Override
  public Integer call() {
    return gradients ? compareGradients().code() : check();
  }

  /// Status 1 if two ways to a gradient disagree.
  private ExitStatus compareGradients() {
    ExitStatus worst = ExitStatus.OK;
    for (String file : files) {
      ExitStatus status =
          switch (ProgramFile.read(file, console.in())) {
            case ProgramFile.Reading.Done(var source) -> compareGradients(source);
            case ProgramFile.Reading.Failed(Diagnostic problem) -> console.fail(problem);
          };
      worst = status.code() > worst.code() ? status : worst;
    }
    return worst;
  }

  private ExitStatus compareGradients(Source source) {
    Analysis analysis = toolchain.analyze(source);
    console.show(analysis.diagnostics());
    if (analysis.hasErrors()) return ExitStatus.PROGRAM;
    var shown =
        new RunDisplay(
            console.colour(), false, console.out()::println, new ProgressLine(console, true));
    RunOptions options = RunOptions.defaults(Path.of(""));
    RunOutcome outcome = toolchain.compareGradients(analysis, options, shown);
    shown.end();
    return switch (outcome) {
      case RunOutcome.Rejected(List<Diagnostic> problems) -> {
        console.show(problems);
        yield ExitStatus.of(problems);
      }
      case RunOutcome.Failed(_, Diagnostic failure) -> {
        console.show(List.of(failure));
        yield ExitStatus.RUN;
      }
      case RunOutcome.Finished(RunReport report) ->
          report.passed() ? ExitStatus.OK : ExitStatus.UNMET;
    };
  }

  private int check() {
    var problems = new ArrayList<Diagnostic>();
    for (String file : files) {
      switch (ProgramFile.read(file, console.in())) {
        case ProgramFile.Reading.Done(var source) ->
            problems.addAll(toolchain.analyze(source).diagnostics());
        case ProgramFile.Reading.Failed(Diagnostic problem) -> problems.add(problem);
      }
    }
    switch (format) {
      case TEXT -> {
        console.show(problems);
        console.out().println(summary(problems));
      }
      case JSON -> console.out().println(JsonRenderer.render(problems).stripTrailing());
    }
    return ExitStatus.of(problems).code();
  }

  private String summary(List<Diagnostic> problems) {
    long errors = problems.stream().filter(Diagnostic::isError).count();
    long warnings = problems.size() - errors;
    String where = files.size() == 1 ? files.getFirst() : files.size() + " files";
    if (problems.isEmpty()) return where + ": no problems";
    return where + ": " + count(errors, "error") + ", " + count(warnings, "warning");
  }

  private static String count(long n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }
}
