package dev.dyn.runtime.results;

import dev.dyn.runtime.tensor.Elem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What a run gave, with all that is needed to repeat it.
///
/// @param program the name of the file
/// @param digest SHA-256 of the source text (UTF-8), 64 hexadecimal digits, see `Digests`
/// @param precision of the first experiment, or the one demanded for all
/// @param engine `jit` or `interpreter`
/// @param versions of Dyn, the JVM and the operating system
/// @param timings seconds by stage: the one part of a report that differs between runs
public record RunReport(
    String program,
    String digest,
    long seed,
    Elem precision,
    String engine,
    int threads,
    SequencedMap<String, String> versions,
    SequencedMap<String, Double> timings,
    List<ExperimentReport> experiments) {

  public RunReport {
    versions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(versions));
    timings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(timings));
    experiments = List.copyOf(experiments);
  }

  /// Whether every expectation of every experiment held.
  public boolean passed() {
    return experiments.stream().allMatch(ExperimentReport::passed);
  }
}
