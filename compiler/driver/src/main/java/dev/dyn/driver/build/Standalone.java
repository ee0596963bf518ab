package dev.dyn.driver.build;

import dev.dyn.compiler.elaborate.Modules;
import dev.dyn.compiler.elaborate.Script;
import dev.dyn.compiler.source.Source;
import dev.dyn.driver.Analysis;
import dev.dyn.driver.BuildOutcome;
import dev.dyn.driver.ScriptPlan;
import dev.dyn.driver.Versions;
import dev.dyn.runtime.packed.PackedExperiment;
import dev.dyn.runtime.packed.PackedProgram;
import java.util.ArrayList;
import java.util.List;

/// Builds a JAR of a program whose experiments have been elaborated.
public final class Standalone {
  private Standalone() {}

  public static BuildOutcome build(Analysis analysis, Modules modules, List<Script> scripts) {
    Source source = analysis.source();
    ProgramPacker packer = new ProgramPacker();
    List<PackedExperiment> experiments = new ArrayList<>();
    for (Script script : scripts) {
      experiments.add(packer.pack(ScriptPlan.of(script), script.data()));
    }
    PackedProgram program =
        new PackedProgram(
            source.name(),
            source.text(),
            ParameterList.documentation(analysis.module()),
            Versions.all().get("dyn"),
            ParameterList.of(analysis.module(), modules.behind(analysis.module()), scripts),
            experiments,
            packer.kernels());
    return new BuildOutcome.Built(program, packer.classes());
  }
}
