package dev.dyn.runtime.results;

import dev.dyn.runtime.tensor.Elem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What a run gave, with all that is needed to repeat it.
///
/// @param program the name of the file
/// @param source its text, as it was read
/// @param digest SHA-256 of the source text (UTF-8), 64 hexadecimal digits, see `Digests`
/// @param precision of the first experiment, or the one demanded for all
/// @param engine `jit` or `interpreter`
/// @param versions of Dyn, the JVM and the operating system
/// @param timings seconds by stage: the one part of a report that differs between runs
/// @param data the files that were read
/// @param failure what stopped the run before its end, as it was told
public record RunReport(
    String program,
    String source,
    String digest,
    long seed,
    Elem precision,
    String engine,
    int threads,
    SequencedMap<String, String> versions,
    SequencedMap<String, Double> timings,
    List<DataFile> data,
    List<ExperimentReport> experiments,
    Optional<String> failure) {

  public RunReport {
    versions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(versions));
    timings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(timings));
    data = List.copyOf(data);
    experiments = List.copyOf(experiments);
  }

  /// The same run, stopped by a failure.
  public RunReport stopped(String problem) {
    return new RunReport(
        program,
        source,
        digest,
        seed,
        precision,
        engine,
        threads,
        versions,
        timings,
        data,
        experiments,
        Optional.of(problem));
  }

  /// Whether every expectation of every experiment held.
  public boolean passed() {
    return experiments.stream().allMatch(ExperimentReport::passed);
  }
}
