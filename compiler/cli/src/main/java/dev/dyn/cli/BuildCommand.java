package dev.dyn.cli;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.source.Source;
import dev.dyn.driver.Analysis;
import dev.dyn.driver.BuildOutcome;
import dev.dyn.driver.RunOptions;
import dev.dyn.driver.Setting;
import dev.dyn.driver.Toolchain;
import dev.dyn.runtime.data.Outputs;
import dev.dyn.runtime.tensor.Elem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `dyn build FILE -o JAR`: makes a program that runs without Dyn.
@Command(
    name = "build",
    description = "Makes a JAR of a program that runs without Dyn: java -jar JAR.",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class BuildCommand implements Callable<Integer> {
  private final Toolchain toolchain;
  private final Console console;

  @Parameters(paramLabel = "FILE", description = "The program; - is standard input.")
  private String file;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "JAR",
      required = true,
      description = "The JAR to write.")
  private Path output;

  @Option(
      names = "--set",
      paramLabel = "name=value",
      converter = OptionValues.SettingValue.class,
      description =
          "Sets a parameter: what fixes sizes for good (--set N=100), others as their default.")
  private List<Setting> settings = new ArrayList<>();

  @Option(
      names = "--precision",
      paramLabel = "f32|f64",
      converter = OptionValues.PrecisionValue.class,
      description = "Replaces the program's precision.")
  private Optional<Elem> precision = Optional.empty();

  BuildCommand(Toolchain toolchain, Console console) {
    this.toolchain = toolchain;
    this.console = console;
  }

  @Override
  public Integer call() {
    return switch (ProgramFile.read(file, console.in())) {
      case ProgramFile.Reading.Done(Source source) -> build(source).code();
      case ProgramFile.Reading.Failed(Diagnostic problem) -> console.fail(problem).code();
    };
  }

  private ExitStatus build(Source source) {
    Analysis analysis = toolchain.analyze(source);
    console.show(analysis.diagnostics());
    if (analysis.hasErrors()) return ExitStatus.PROGRAM;
    return switch (toolchain.build(analysis, options())) {
      case BuildOutcome.Rejected(List<Diagnostic> problems) -> {
        console.show(problems);
        yield ExitStatus.of(problems);
      }
      case BuildOutcome.Built built -> write(built::writeJar);
    };
  }

  private ExitStatus write(Outputs.Content jar) {
    try (var outputs = new Outputs()) {
      outputs.write(output, jar);
      return ExitStatus.OK;
    } catch (IOException e) {
      return console.fail(Unwritable.diagnostic(e, output));
    }
  }

  private RunOptions options() {
    Path folder = Optional.ofNullable(Path.of(file).getParent()).orElse(Path.of(""));
    RunOptions plain = RunOptions.defaults(file.equals("-") ? Path.of("") : folder);
    return new RunOptions(
        settings,
        OptionalLong.empty(),
        precision,
        plain.engine(),
        Optional.empty(),
        plain.threads(),
        plain.baseDirectory(),
        false);
  }
}
