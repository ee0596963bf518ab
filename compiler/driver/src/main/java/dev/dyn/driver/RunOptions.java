package dev.dyn.driver;

import dev.dyn.runtime.checkpoint.CheckpointOptions;
import dev.dyn.runtime.tensor.Elem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// How a program is to be run.
///
/// @param settings values of parameters, in the order given; a later one wins
/// @param seed replaces the program's seed
/// @param precision replaces the program's precision: `F64` or `F32`
/// @param only the one experiment to run
/// @param threads how many threads may compute, at least 1; the numbers do not depend on it
/// @param baseDirectory where the relative paths of input data start: the program's folder
/// @param explain whether the choices made (methods, precision) are to be told
/// @param checkpoints what is kept of the run, and whether it goes on from there
public record RunOptions(
    List<Setting> settings,
    OptionalLong seed,
    Optional<Elem> precision,
    EngineKind engine,
    Optional<String> only,
    int threads,
    Path baseDirectory,
    boolean explain,
    Optional<CheckpointOptions> checkpoints) {

  public RunOptions {
    settings = List.copyOf(settings);
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread is needed, not " + threads);
    }
  }

  /// A run of which nothing is kept.
  public RunOptions(
      List<Setting> settings,
      OptionalLong seed,
      Optional<Elem> precision,
      EngineKind engine,
      Optional<String> only,
      int threads,
      Path baseDirectory,
      boolean explain) {
    this(
        settings, seed, precision, engine, only, threads, baseDirectory, explain, Optional.empty());
  }

  /// The program as it stands, on one thread, with data beside it in `baseDirectory`.
  public static RunOptions defaults(Path baseDirectory) {
    return new RunOptions(
        List.of(),
        OptionalLong.empty(),
        Optional.empty(),
        EngineKind.JIT,
        Optional.empty(),
        1,
        baseDirectory,
        false);
  }
}
