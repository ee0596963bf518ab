package dev.dyn.driver.build;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.UnsupportedCodes;
import dev.dyn.compiler.elaborate.Script;
import dev.dyn.compiler.source.Source;
import dev.dyn.driver.Analysis;
import dev.dyn.driver.BuildOutcome;
import dev.dyn.driver.Failure;
import dev.dyn.driver.PlannedScript;
import dev.dyn.driver.ScriptPlan;
import dev.dyn.driver.Versions;
import dev.dyn.jvm.Unsupported;
import dev.dyn.runtime.packed.PackedExperiment;
import dev.dyn.runtime.packed.PackedProgram;
import java.util.ArrayList;
import java.util.List;

/// Builds a JAR of a program whose experiments have been elaborated.
public final class Standalone {
  private Standalone() {}

  public static BuildOutcome build(Analysis analysis, List<Script> scripts) {
    Source source = analysis.source();
    ProgramPacker packer = new ProgramPacker();
    List<PackedExperiment> experiments = new ArrayList<>();
    List<Diagnostic> problems = new ArrayList<>();
    for (Script script : scripts) {
      try {
        PlannedScript planned = ScriptPlan.of(script);
        experiments.add(packer.pack(planned, script.data()));
      } catch (Unsupported limit) {
        problems.add(refused(limit, source));
      }
    }
    if (!problems.isEmpty()) {
      return new BuildOutcome.Rejected(problems);
    }
    PackedProgram program =
        new PackedProgram(
            source.name(),
            source.text(),
            ParameterList.documentation(analysis.module()),
            Versions.all().get("dyn"),
            ParameterList.of(analysis.module(), scripts),
            experiments,
            packer.kernels());
    return new BuildOutcome.Built(program, packer.classes());
  }

  private static Diagnostic refused(Unsupported limit, Source source) {
    return Diagnostic.of(
            UnsupportedCodes.STANDALONE,
            "A JAR cannot hold " + limit.what() + " yet.",
            Failure.place(limit.site(), source))
        .note("`dyn run` runs it: there the compiler is at hand.");
  }
}
