package dev.dyn.runtime.standalone;

import dev.dyn.runtime.checkpoint.CheckpointProblem;
import dev.dyn.runtime.checkpoint.Checkpoints;
import dev.dyn.runtime.data.Outputs;
import dev.dyn.runtime.data.ResultFiles;
import dev.dyn.runtime.packed.PackedProgram;
import dev.dyn.runtime.packed.PackedRun;
import dev.dyn.runtime.packed.Settings;
import dev.dyn.runtime.plot.SvgDrawer;
import dev.dyn.runtime.program.Arguments;
import dev.dyn.runtime.program.RunDisplay;
import dev.dyn.runtime.results.Digests;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// What a standalone program does: run, or say something of itself.
record StandaloneCommand(PackedProgram program, Terminal terminal) {
  /// The status of the process.
  int execute(String... typed) {
    try {
      Options options = Options.of(typed);
      if (options.has(Options.Flag.HELP)) {
        Help.lines(program).forEach(terminal.out()::println);
        return ExitStatus.OK.code();
      }
      if (options.has(Options.Flag.ABOUT)) {
        about();
        return ExitStatus.OK.code();
      }
      return execute(options).code();
    } catch (WrongUsage wrong) {
      return terminal.fail(
          ExitStatus.USAGE, wrong.code(), wrong.getMessage(), "`--help` shows the options");
    }
  }

  private ExitStatus execute(Options options) throws WrongUsage {
    if (options.only().isPresent()
        && program.experiments().stream()
            .noneMatch(e -> e.program().name().equals(options.only().get()))) {
      return terminal.failed(
          ExitStatus.USAGE,
          "DYN8008",
          "There is no experiment `" + options.only().get() + "` in this program.",
          "Experiments are "
              + String.join(
                  ", ", program.experiments().stream().map(e -> e.program().name()).toList())
              + ".");
    }
    Settings settings = new Settings(program);
    for (String setting : options.settings()) {
      Optional<Settings.Refusal> refusal = settings.set(setting);
      if (refusal.isPresent()) {
        return terminal.failed(
            ExitStatus.USAGE, refusal.get().code(), refusal.get().message(), refusal.get().note());
      }
    }
    Optional<Path> out = folder(options);
    try (Outputs outputs = new Outputs()) {
      if (out.isPresent()) {
        Outputs.prepare(out.get());
      }
      return run(options, settings.arguments(options.seed()), out, outputs);
    } catch (IOException e) {
      return terminal.failed(
          ExitStatus.RUN,
          "DYN8003",
          "`" + options.out().orElse("") + "` cannot be written.",
          String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Path> folder(Options options) throws WrongUsage {
    try {
      return options.out().map(Path::of);
    } catch (InvalidPathException e) {
      throw new WrongUsage("DYN8010", "`" + options.out().orElse("") + "` names no folder.");
    }
  }

  private ExitStatus run(Options options, Arguments arguments, Optional<Path> out, Outputs outputs)
      throws IOException {
    boolean quiet = options.has(Options.Flag.QUIET);
    RunDisplay display =
        new RunDisplay(
            terminal.colour(),
            quiet,
            terminal.out()::println,
            new ProgressLine(terminal.out(), terminal.isLive() && !quiet));
    Optional<Checkpoints> checkpoints = opened(options);
    if (checkpoints.isEmpty()) {
      return ExitStatus.RUN;
    }
    PackedRun run =
        new PackedRun(
            program,
            Main.class.getClassLoader(),
            options.threads(),
            options.has(Options.Flag.EXPLAIN),
            arguments,
            checkpoints.get(),
            experiment -> options.only().map(experiment::equals).orElse(true));
    PackedRun.Outcome outcome = run.execute(display);
    display.end();
    ResultFiles files = new ResultFiles(outputs, out, Path.of(""), SvgDrawer::new);
    if (outcome.failure().isPresent()) {
      String problem = new FailureText(program).of(outcome.failure().get());
      terminal.out().flush();
      terminal.show(problem);
      files.write(outcome.report().stopped(problem));
      return ExitStatus.RUN;
    }
    files.write(outcome.report());
    return outcome.report().passed() ? ExitStatus.OK : ExitStatus.UNMET;
  }

  /// What is kept of the run; nothing after a message about what cannot be.
  private Optional<Checkpoints> opened(Options options) {
    if (options.checkpoints().isEmpty()) {
      return Optional.of(Checkpoints.NONE);
    }
    try {
      return Optional.of(options.checkpoints().get().open(RunFacts.of(program, options)));
    } catch (CheckpointProblem problem) {
      terminal.failed(
          ExitStatus.RUN,
          problem.code(),
          problem.getMessage(),
          problem.notes().toArray(String[]::new));
      return Optional.empty();
    }
  }

  private void about() {
    terminal.out().println(program.file() + ", built by Dyn " + program.version());
    terminal.out().println("SHA-256 " + Digests.sha256(program.source()));
    terminal.out().println();
    terminal.out().print(program.source());
  }
}
