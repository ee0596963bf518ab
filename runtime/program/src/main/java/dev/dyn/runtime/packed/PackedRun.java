package dev.dyn.runtime.packed;

import dev.dyn.runtime.checkpoint.Checkpoints;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.kernel.Helpers;
import dev.dyn.runtime.program.Arguments;
import dev.dyn.runtime.program.Program;
import dev.dyn.runtime.program.ProgramRun;
import dev.dyn.runtime.program.RunListener;
import dev.dyn.runtime.region.RegionDrivers;
import dev.dyn.runtime.results.DataFile;
import dev.dyn.runtime.results.Digests;
import dev.dyn.runtime.results.ExperimentReport;
import dev.dyn.runtime.results.RunReport;
import dev.dyn.runtime.solve.Workers;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;

/// Runs the experiments of a packed program in the order of its source.
///
/// @param classes finds the kernels
/// @param explains whether the choices of the compiler are told
/// @param arguments what the run sets
/// @param checkpoints what is kept of the run, and what was
/// @param chosen which experiments run, by name
public record PackedRun(
    PackedProgram program,
    ClassLoader classes,
    int threads,
    boolean explains,
    Arguments arguments,
    Checkpoints checkpoints,
    Predicate<String> chosen) {
  /// What came of it; with a failure, the report has what came before.
  public record Outcome(RunReport report, Optional<RunFailure> failure) {}

  public Outcome execute(RunListener listener) {
    long begin = System.nanoTime();
    List<ExperimentReport> reports = new ArrayList<>();
    Optional<RunFailure> failure = Optional.empty();
    for (PackedExperiment experiment : program.experiments()) {
      Program plan = experiment.program();
      if (failure.isPresent() || !chosen.test(plan.name())) {
        continue;
      }
      RegionDrivers drivers =
          new RegionDrivers(
              new Workers(threads), fraction -> listener.progress(plan.name(), fraction));
      LoadedKernels kernels = new LoadedKernels(program.kernels(), classes, drivers);
      ProgramRun run =
          new ProgramRun(
              plan,
              new LoadedCode(experiment, kernels),
              drivers,
              explains,
              arguments,
              checkpoints,
              listener);
      failure = Helpers.during(threads, run::execute);
      reports.add(run.report());
    }
    return new Outcome(report(reports, (System.nanoTime() - begin) * 1e-9), failure);
  }

  private RunReport report(List<ExperimentReport> reports, double seconds) {
    Optional<Program> first =
        program.experiments().stream()
            .map(PackedExperiment::program)
            .filter(p -> chosen.test(p.name()))
            .findFirst();
    return new RunReport(
        program.file(),
        program.source(),
        Digests.sha256(program.source()),
        first.map(arguments::seed).orElse(0L),
        first.map(Program::precision).orElse(Elem.F64),
        "jit",
        threads,
        versions(),
        timings(seconds),
        data(),
        reports,
        Optional.empty());
  }

  private List<DataFile> data() {
    return program.experiments().stream()
        .filter(experiment -> chosen.test(experiment.program().name()))
        .flatMap(experiment -> experiment.data().stream())
        .distinct()
        .toList();
  }

  private SequencedMap<String, String> versions() {
    SequencedMap<String, String> versions = new LinkedHashMap<>();
    versions.put("dyn", program.version());
    versions.put("java", property("java.vm.name") + " " + property("java.vm.version"));
    versions.put("os", property("os.name") + " " + property("os.arch"));
    return versions;
  }

  private static SequencedMap<String, Double> timings(double seconds) {
    SequencedMap<String, Double> timings = new LinkedHashMap<>();
    timings.put("compile", 0.0);
    timings.put("run", seconds);
    return timings;
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }
}
