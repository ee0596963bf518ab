package dev.dyn.runtime.standalone;

import dev.dyn.runtime.checkpoint.CheckpointOptions;
import dev.dyn.runtime.checkpoint.Intervals;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads what a run is to keep, and go on from.
final class CheckpointReading {
  static final List<String> NAMES = List.of("--checkpoint", "--checkpoint-every", "--resume");

  private Optional<Path> checkpoint = Optional.empty();
  private Optional<Path> resume = Optional.empty();
  private Optional<Duration> interval = Optional.empty();

  /// @param name one of [#NAMES]
  void take(String name, String value) throws WrongUsage {
    switch (name) {
      case "--checkpoint" -> checkpoint = Optional.of(folder(value));
      case "--resume" -> resume = Optional.of(folder(value));
      default -> {
        interval = Intervals.of(value);
        if (interval.isEmpty()) {
          throw new WrongUsage("DYN8010", Intervals.refusal(value) + ".");
        }
      }
    }
  }

  private static Path folder(String value) throws WrongUsage {
    try {
      return Path.of(value);
    } catch (InvalidPathException _) {
      throw new WrongUsage("DYN8010", "`" + value + "` names no folder.");
    }
  }

  Optional<CheckpointOptions> options() throws WrongUsage {
    if (checkpoint.isPresent() && resume.isPresent()) {
      throw new WrongUsage(
          "DYN8010", "`--resume` keeps the run in its folder: `--checkpoint` cannot name another.");
    }
    if (interval.isPresent() && checkpoint.isEmpty() && resume.isEmpty()) {
      throw new WrongUsage(
          "DYN8010", "`--checkpoint-every` needs `--checkpoint` or `--resume` with a folder.");
    }
    return checkpoint
        .or(() -> resume)
        .map(folder ->
            new CheckpointOptions(
                folder, interval.orElse(CheckpointOptions.USUAL), resume.isPresent()));
  }
}
