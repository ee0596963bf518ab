package dev.dyn.runtime.standalone;

import dev.dyn.runtime.data.Outputs;
import dev.dyn.runtime.data.ResultFiles;
import dev.dyn.runtime.packed.PackedProgram;
import dev.dyn.runtime.packed.PackedRun;
import dev.dyn.runtime.packed.Settings;
import dev.dyn.runtime.plot.SvgDrawer;
import dev.dyn.runtime.program.Arguments;
import dev.dyn.runtime.program.RunText;
import dev.dyn.runtime.results.Digests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The command line of a standalone program: the options of `dyn run`, and `--about`.
@Command(sortOptions = false, usageHelpAutoWidth = false)
final class StandaloneCommand implements Callable<Integer> {
  private final PackedProgram program;
  private final Terminal terminal;

  @Option(
      names = "--set",
      paramLabel = "name=value",
      description = "Sets a parameter: --set rho=20, --set Lorenz.rho=20. May be repeated.")
  private List<String> settings = new ArrayList<>();

  @Option(names = "--seed", paramLabel = "N", description = "Replaces the program's seed.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where results.json, report.html, records and plots go.")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--only", paramLabel = "EXPERIMENT", description = "Runs one experiment only.")
  private Optional<String> only = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads compute. Default: all there are; the numbers do not change.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--quiet", description = "Shows only problems and what failed.")
  private boolean quiet;

  @Option(names = "--explain", description = "Tells which methods were chosen and why.")
  private boolean explain;

  @Option(names = "--about", description = "Shows the source, its digest and who built this.")
  private boolean about;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help and the parameters.")
  private boolean help;

  private StandaloneCommand(PackedProgram program, Terminal terminal) {
    this.program = program;
    this.terminal = terminal;
  }

  static CommandLine of(PackedProgram program, Terminal terminal) {
    CommandLine line = new CommandLine(new StandaloneCommand(program, terminal));
    line.setCommandName("java -jar " + Jars.name());
    line.getCommandSpec().usageMessage().description(Help.description(program));
    line.getCommandSpec().usageMessage().footer(Help.parameters(program));
    line.setOut(new java.io.PrintWriter(terminal.out(), true));
    line.setErr(new java.io.PrintWriter(terminal.err(), true));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            terminal.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    line.setParameterExceptionHandler((problem, _) ->
        terminal.fail(
            ExitStatus.USAGE, "DYN8009", problem.getMessage() + ".", "`--help` shows the options"));
    line.setExecutionExceptionHandler((fault, _, _) -> terminal.fault(fault));
    return line;
  }

  @Override
  public Integer call() {
    if (about) {
      about();
      return ExitStatus.OK.code();
    }
    if (only.isPresent()
        && program.experiments().stream().noneMatch(e -> isNamed(e.program().name()))) {
      return terminal.fail(
          ExitStatus.USAGE,
          "DYN8008",
          "There is no experiment `" + only.get() + "` in this program.",
          "Experiments are "
              + String.join(
                  ", ", program.experiments().stream().map(e -> e.program().name()).toList())
              + ".");
    }
    Settings set = new Settings(program);
    for (String setting : settings) {
      Optional<Settings.Refusal> refusal = set.set(setting);
      if (refusal.isPresent()) {
        return terminal.fail(
            ExitStatus.USAGE, refusal.get().code(), refusal.get().message(), refusal.get().note());
      }
    }
    Arguments arguments = set.arguments(seed.map(OptionalLong::of).orElse(OptionalLong.empty()));
    try (Outputs outputs = new Outputs()) {
      if (out.isPresent()) {
        Outputs.prepare(out.get());
      }
      return run(arguments, outputs).code();
    } catch (IOException e) {
      return terminal.fail(
          ExitStatus.RUN,
          "DYN8003",
          "`" + out.map(Path::toString).orElse("") + "` cannot be written.",
          String.valueOf(e.getMessage()));
    }
  }

  private boolean isNamed(String experiment) {
    return only.map(experiment::equals).orElse(true);
  }

  private ExitStatus run(Arguments arguments, Outputs outputs) throws IOException {
    RunText text = new RunText(terminal.colour(), quiet, line -> terminal.out().println(line));
    PackedRun run =
        new PackedRun(
            program, Main.class.getClassLoader(), threads, explain, arguments, this::isNamed);
    PackedRun.Outcome outcome = run.execute(text);
    text.end();
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

  private void about() {
    terminal.out().println(program.file() + ", built by Dyn " + program.version());
    terminal.out().println("SHA-256 " + Digests.sha256(program.source()));
    terminal.out().println();
    terminal.out().print(program.source());
  }
}
