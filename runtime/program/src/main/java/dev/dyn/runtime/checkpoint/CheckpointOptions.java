package dev.dyn.runtime.checkpoint;

import java.nio.file.Path;
import java.time.Duration;

/// What a run is asked to keep.
///
/// @param folder where
/// @param interval how often
/// @param resumes whether it goes on from what is there
public record CheckpointOptions(Path folder, Duration interval, boolean resumes) {
  /// How often without `--checkpoint-every`.
  public static final Duration USUAL = Duration.ofMinutes(5);

  /// Opens the folder.
  public Checkpoints open(RunIdentity run) throws CheckpointProblem {
    return resumes
        ? CheckpointFolder.resume(folder, run, interval)
        : CheckpointFolder.begin(folder, run, interval);
  }
}
