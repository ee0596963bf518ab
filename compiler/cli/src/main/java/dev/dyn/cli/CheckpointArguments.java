package dev.dyn.cli;

import dev.dyn.runtime.checkpoint.CheckpointOptions;
import dev.dyn.runtime.checkpoint.Intervals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// What `dyn run` keeps, and goes on from.
final class CheckpointArguments {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      description = "Keeps the run in DIR, so that it can go on after its process has died.")
  private Optional<Path> checkpoint = Optional.empty();

  @Option(
      names = "--checkpoint-every",
      paramLabel = "TIME",
      converter = IntervalValue.class,
      description = "How often it is kept: 30s, 5m, 2h. Default: 5m.")
  private Optional<Duration> interval = Optional.empty();

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Goes on with a run that was kept in DIR, and keeps it there. The end is the"
              + " same to the bit.")
  private Optional<Path> resume = Optional.empty();

  /// A span of time.
  static final class IntervalValue implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      return Intervals.of(value)
          .orElseThrow(() -> new TypeConversionException(Intervals.refusal(value)));
    }
  }

  /// What they ask for together.
  Optional<CheckpointOptions> options() {
    if (checkpoint.isPresent() && resume.isPresent()) {
      throw wrong("`--resume` keeps the run in its folder: `--checkpoint` cannot name another");
    }
    if (interval.isPresent() && checkpoint.isEmpty() && resume.isEmpty()) {
      throw wrong("`--checkpoint-every` needs `--checkpoint` or `--resume` with a folder");
    }
    return checkpoint
        .or(() -> resume)
        .map(folder ->
            new CheckpointOptions(
                folder, interval.orElse(CheckpointOptions.USUAL), resume.isPresent()));
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(command.commandLine(), sentence);
  }
}
