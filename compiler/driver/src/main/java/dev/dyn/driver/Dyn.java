package dev.dyn.driver;

import dev.dyn.compiler.diagnostic.CommandCodes;
import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.Names;
import dev.dyn.compiler.diagnostic.Palette;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.diagnostic.TextRenderer;
import dev.dyn.compiler.elaborate.Elaboration;
import dev.dyn.compiler.elaborate.Meanings;
import dev.dyn.compiler.elaborate.Script;
import dev.dyn.compiler.elaborate.Setting;
import dev.dyn.compiler.parse.Parser;
import dev.dyn.compiler.resolve.Bindings;
import dev.dyn.compiler.resolve.Resolver;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.driver.build.Standalone;
import dev.dyn.driver.regions.RegionRunner;
import dev.dyn.runtime.checkpoint.CheckpointProblem;
import dev.dyn.runtime.checkpoint.Checkpoints;
import dev.dyn.runtime.checkpoint.RunIdentity;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.kernel.Helpers;
import dev.dyn.runtime.program.Arguments;
import dev.dyn.runtime.program.ProgramRun;
import dev.dyn.runtime.program.RunListener;
import dev.dyn.runtime.results.Digests;
import dev.dyn.runtime.results.ExperimentReport;
import dev.dyn.runtime.results.RunReport;
import dev.dyn.runtime.solve.Progress;
import dev.dyn.runtime.solve.Workers;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/// The table of contents of the compiler: parse, resolve, elaborate, then for each experiment
/// optimize and run.
public final class Dyn implements Toolchain {
  private final DataOnDisk data = new DataOnDisk();
  private final Interpreter interpreter;

  /// The compiler with the reference evaluator as its interpreter.
  public Dyn() {
    this(EvaluatorEngine::new);
  }

  public Dyn(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  @Override
  public Analysis analyze(Source source) {
    return DeepStack.call(() -> analyzed(source));
  }

  private Analysis analyzed(Source source) {
    Problems problems = new Problems();
    Module module = Parser.parse(source, problems);
    Imports imports = new Imports(data, problems);
    Bindings bindings = Resolver.resolve(module, imports, problems);
    Elaboration.elaborate(module, imports, Elaboration.Request.PLAIN, problems);
    return new Analysis(source, module, bindings, Meanings.NONE, imports, problems.sorted());
  }

  @Override
  public RunOutcome run(Analysis analysis, RunOptions options, RunListener listener) {
    return run(analysis, options, listener, false);
  }

  @Override
  public RunOutcome compareGradients(Analysis analysis, RunOptions options, RunListener listener) {
    return run(analysis, options, listener, true);
  }

  private RunOutcome run(
      Analysis analysis, RunOptions options, RunListener listener, boolean comparesGradients) {
    if (analysis.hasErrors()) {
      return new RunOutcome.Rejected(analysis.diagnostics());
    }
    long begin = System.nanoTime();
    Problems problems = new Problems();
    Elaboration.Request plain =
        new Elaboration.Request(settings(options, problems), options.seed(), options.precision());
    Elaboration.Request request = comparesGradients ? plain.comparingGradients() : plain;
    checkOnly(analysis, options, problems);
    Imports imports = new Imports(data, problems);
    List<Script> scripts =
        DeepStack.call(() -> Elaboration.elaborate(analysis.module(), imports, request, problems));
    if (problems.hasErrors()) {
      return new RunOutcome.Rejected(problems.sorted());
    }
    SequencedMap<String, Double> timings = new LinkedHashMap<>();
    timings.put("compile", seconds(begin));
    List<Script> chosen =
        scripts.stream()
            .filter(script -> options.only().map(script.name()::equals).orElse(true))
            .toList();
    try {
      Checkpoints checkpoints = Checkpoints.NONE;
      if (options.checkpoints().isPresent()) {
        RunIdentity identity = RunFacts.of(analysis.source(), imports, chosen, options);
        checkpoints = options.checkpoints().get().open(identity);
      }
      return execute(analysis, options, checkpoints, listener, chosen, timings);
    } catch (CheckpointProblem problem) {
      return new RunOutcome.Rejected(List.of(Failure.diagnostic(problem, analysis.source())));
    }
  }

  @Override
  public BuildOutcome build(Analysis analysis, RunOptions options) {
    if (analysis.hasErrors()) {
      return new BuildOutcome.Rejected(analysis.diagnostics());
    }
    Problems problems = new Problems();
    Elaboration.Request request =
        new Elaboration.Request(settings(options, problems), options.seed(), options.precision());
    List<Script> scripts = open(analysis, request, problems);
    return problems.hasErrors()
        ? new BuildOutcome.Rejected(problems.sorted())
        : Standalone.build(analysis, new Imports(data, problems), scripts);
  }

  /// Scripts that take from the run what they can. What turns out to fix a size is fixed in the
  /// next attempt, which may find more.
  private List<Script> open(Analysis analysis, Elaboration.Request request, Problems problems) {
    Set<String> fixed = new TreeSet<>();
    while (true) {
      Problems own = new Problems();
      Imports imports = new Imports(data, own);
      List<Script> scripts =
          DeepStack.call(
              () -> Elaboration.elaborate(analysis.module(), imports, request.openBut(fixed), own));
      boolean changed = false;
      for (Script script : scripts) {
        changed |= fixed.addAll(script.inputs().demanded());
      }
      if (!changed || own.hasErrors()) {
        own.sorted().forEach(problems::add);
        return scripts;
      }
    }
  }

  private RunOutcome execute(
      Analysis analysis,
      RunOptions options,
      Checkpoints checkpoints,
      RunListener listener,
      List<Script> scripts,
      SequencedMap<String, Double> timings) {
    List<ExperimentReport> reports = new ArrayList<>();
    long begin = System.nanoTime();
    for (Script script : scripts) {
      PlannedScript planned = DeepStack.call(() -> ScriptPlan.of(script));
      ProgramRun run = prepared(planned, options, checkpoints, listener);
      Optional<RunFailure> failure =
          switch (options.engine()) {
            case JIT -> Helpers.during(options.threads(), run::execute);
            case INTERPRETER -> run.execute(step -> interpreter.execute(planned, step));
          };
      reports.add(run.report());
      if (failure.isPresent()) {
        timings.put("run", seconds(begin));
        Diagnostic problem = problem(analysis, planned, run, failure.get(), options);
        String told = new TextRenderer(Palette.PLAIN).render(problem);
        return new RunOutcome.Failed(
            report(analysis, options, scripts, reports, timings).stopped(told), problem);
      }
    }
    timings.put("run", seconds(begin));
    return new RunOutcome.Finished(report(analysis, options, scripts, reports, timings));
  }

  private Diagnostic problem(
      Analysis analysis,
      PlannedScript planned,
      ProgramRun run,
      RunFailure failure,
      RunOptions options) {
    Diagnostic problem = Failure.diagnostic(failure, analysis.source());
    if (!NotFinite.mayExplain(failure) || run.stopped().isEmpty()) {
      return problem;
    }
    ProgramRun.Stopped stopped = run.stopped().get();
    RegionRunner regions = regions(options, _ -> {});
    return new NotFinite(
            regions.evaluator(), options.engine().engine(regions.evaluator(), interpreter))
        .find(planned.lines().get(stopped.function()), stopped.arguments())
        .map(found -> LossFailure.explained(problem, found, analysis.module()))
        .orElse(problem);
  }

  private RegionRunner regions(RunOptions options, Progress progress) {
    return new RegionRunner(
        evaluator -> options.engine().engine(evaluator, interpreter),
        new Workers(options.threads()),
        progress);
  }

  private ProgramRun prepared(
      PlannedScript planned, RunOptions options, Checkpoints checkpoints, RunListener listener) {
    RegionRunner regions =
        regions(options, fraction -> listener.progress(planned.program().name(), fraction));
    Engine engine = options.engine().engine(regions.evaluator(), interpreter);
    CodeOnDemand code = new CodeOnDemand(planned, options.engine(), engine, regions);
    return new ProgramRun(
        planned.program(),
        code,
        regions.drivers(),
        options.explain(),
        Arguments.NONE,
        checkpoints,
        listener);
  }

  private static RunReport report(
      Analysis analysis,
      RunOptions options,
      List<Script> scripts,
      List<ExperimentReport> reports,
      SequencedMap<String, Double> timings) {
    return new RunReport(
        analysis.source().name(),
        analysis.source().text(),
        Digests.sha256(analysis.source().text()),
        scripts.isEmpty() ? options.seed().orElse(0) : scripts.getFirst().seed(),
        scripts.isEmpty() ? Elem.F64 : scripts.getFirst().precision(),
        options.engine().label(),
        options.threads(),
        Versions.all(),
        timings,
        scripts.stream().flatMap(script -> script.data().stream()).distinct().toList(),
        reports,
        Optional.empty());
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) * 1e-9;
  }

  /// `--set` values are expressions, read as the right side of a constant.
  private static List<Setting> settings(RunOptions options, Problems problems) {
    List<Setting> settings = new ArrayList<>();
    for (dev.dyn.driver.Setting given : options.settings()) {
      String prefix = "let value = ";
      Source source = new Source("--set " + given.name(), prefix + given.value());
      Problems own = new Problems();
      Module module = Parser.parse(source, own);
      Optional<Expression> value =
          module.declarations(Declaration.Let.class).findFirst().map(let -> let.binding().value());
      Span site = new Source("--set", given.name() + "=" + given.value()).all();
      if (own.hasErrors() || value.isEmpty() || module.declarations().size() != 1) {
        problems.add(
            Diagnostic.of(
                CommandCodes.BAD_SETTING,
                "`" + given.value() + "` is not a value for `--set " + given.name() + "=…`.",
                site));
      } else {
        settings.add(new Setting(given.name(), value.get(), site));
      }
    }
    return settings;
  }

  private static void checkOnly(Analysis analysis, RunOptions options, Problems problems) {
    List<String> names =
        analysis
            .module()
            .declarations(Declaration.Experiment.class)
            .map(e -> e.name().text())
            .toList();
    options
        .only()
        .filter(only -> !names.contains(only))
        .ifPresent(only ->
            problems.add(
                Diagnostic.of(
                        CommandCodes.UNKNOWN_EXPERIMENT,
                        "There is no experiment `" + only + "` in this file.",
                        analysis.source().span(0, 0))
                    .suggestName(Names.closest(only, names))
                    .note(
                        names.isEmpty()
                            ? "It has none."
                            : "Experiments are " + String.join(", ", names) + ".")));
  }
}
