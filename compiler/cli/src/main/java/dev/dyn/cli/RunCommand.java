package dev.dyn.cli;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.source.Source;
import dev.dyn.driver.Analysis;
import dev.dyn.driver.EngineKind;
import dev.dyn.driver.RunOptions;
import dev.dyn.driver.RunOutcome;
import dev.dyn.driver.Setting;
import dev.dyn.driver.Toolchain;
import dev.dyn.runtime.checkpoint.CheckpointOptions;
import dev.dyn.runtime.data.Outputs;
import dev.dyn.runtime.data.ResultFiles;
import dev.dyn.runtime.program.RunDisplay;
import dev.dyn.runtime.results.RunReport;
import dev.dyn.runtime.tensor.Elem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `dyn run FILE`: runs the experiments of a program and tells what came of them.
@Command(
    name = "run",
    description = "Runs the experiments of a program.",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class RunCommand implements Callable<Integer> {
  private final Toolchain toolchain;
  private final Console console;

  @Parameters(paramLabel = "FILE", description = "The program; - is standard input.")
  private String file;

  @Option(
      names = "--set",
      paramLabel = "name=value",
      converter = OptionValues.SettingValue.class,
      description = "Sets a parameter: --set rho=20, --set Lorenz.rho=20. May be repeated.")
  private List<Setting> settings = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = OptionValues.WholeValue.class,
      description = "Replaces the program's seed.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--precision",
      paramLabel = "f32|f64",
      converter = OptionValues.PrecisionValue.class,
      description = "Replaces the program's precision.")
  private Optional<Elem> precision = Optional.empty();

  @Option(
      names = "--engine",
      paramLabel = "jit|interpreter",
      converter = OptionValues.EngineValue.class,
      description = "What computes; both give the same numbers. Default: jit.")
  private EngineKind engine = EngineKind.JIT;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where results.json, records and plots go.")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--only", paramLabel = "EXPERIMENT", description = "Runs one experiment only.")
  private Optional<String> only = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = OptionValues.ThreadsValue.class,
      description = "How many threads compute. Default: all there are; the numbers do not change.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--quiet", description = "Shows only problems and what failed.")
  private boolean quiet;

  @Option(names = "--explain", description = "Tells which methods were chosen and why.")
  private boolean explain;

  @Option(
      names = "--explain-gradients",
      description = "Tells how gradients go through loops and simulations, and what that keeps.")
  private boolean explainGradients;

  @Mixin private CheckpointArguments checkpoints = new CheckpointArguments();

  RunCommand(Toolchain toolchain, Console console) {
    this.toolchain = toolchain;
    this.console = console;
  }

  @Override
  public Integer call() {
    Optional<CheckpointOptions> kept = checkpoints.options();
    return switch (ProgramFile.read(file, console.in())) {
      case ProgramFile.Reading.Done(Source source) -> run(source, kept).code();
      case ProgramFile.Reading.Failed(Diagnostic problem) -> console.fail(problem).code();
    };
  }

  private ExitStatus run(Source source, Optional<CheckpointOptions> kept) {
    if (out.isPresent()) {
      try {
        Outputs.prepare(out.get());
      } catch (IOException e) {
        return console.fail(Unwritable.diagnostic(e, out.get()));
      }
    }
    Analysis analysis = toolchain.analyze(source);
    if (!quiet || analysis.hasErrors()) console.show(analysis.diagnostics());
    if (analysis.hasErrors()) return ExitStatus.PROGRAM;
    try (var outputs = new Outputs()) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> closeQuietly(outputs)));
      return run(analysis, options(kept), outputs);
    } catch (IOException e) {
      return console.fail(Unwritable.diagnostic(e, out.orElse(Path.of(""))));
    }
  }

  /// Ends the run after an interrupt (status 130 by the JVM's own convention); what was being
  /// written goes.
  private static void closeQuietly(Outputs outputs) {
    try {
      outputs.close();
    } catch (IOException e) {
      // The process ends; a temporary file that cannot be removed stays.
    }
  }

  private ExitStatus run(Analysis analysis, RunOptions options, Outputs outputs)
      throws IOException {
    var shown =
        new RunDisplay(
                console.colour(), quiet, console.out()::println, new ProgressLine(console, !quiet))
            .explaining(choice -> explain || choice.contains("the gradient "));
    RunOutcome outcome = toolchain.run(analysis, options, shown);
    shown.end();
    return switch (outcome) {
      case RunOutcome.Rejected(List<Diagnostic> problems) -> {
        console.show(problems);
        yield ExitStatus.of(problems);
      }
      case RunOutcome.Failed(RunReport report, Diagnostic failure) -> {
        console.show(List.of(failure));
        files(outputs).write(report);
        yield ExitStatus.RUN;
      }
      case RunOutcome.Finished(RunReport report) -> {
        files(outputs).write(report);
        yield report.passed() ? ExitStatus.OK : ExitStatus.UNMET;
      }
    };
  }

  private ResultFiles files(Outputs outputs) {
    return new ResultFiles(outputs, out, Path.of(""), SvgPlots::drawer);
  }

  private RunOptions options(Optional<CheckpointOptions> kept) {
    Path folder = Optional.ofNullable(Path.of(file).getParent()).orElse(Path.of(""));
    return new RunOptions(
        settings,
        seed.map(OptionalLong::of).orElse(OptionalLong.empty()),
        precision,
        engine,
        only,
        threads,
        file.equals("-") ? Path.of("") : folder,
        explain || explainGradients,
        kept);
  }
}
