package dev.dyn.driver;

import dev.dyn.compiler.elaborate.RunInputs;
import dev.dyn.compiler.elaborate.Script;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.SizeNames;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.optimize.Passes;
import dev.dyn.driver.regions.RegionPlans;
import dev.dyn.runtime.program.Program;
import dev.dyn.runtime.program.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts an experiment in order: before each effect come the lines that it needs and that no earlier
/// one needed, regions by themselves, what lies between them together.
public final class ScriptPlan {
  private final Script script;
  private final Block body;
  private final Segments segments;
  private final Map<Var, Var> renamed = new HashMap<>();
  private final Map<Var, Let> definitions = new HashMap<>();
  private final Map<Var, Integer> numbers = new HashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<Block> lines = new ArrayList<>();
  private final List<Region> regions = new ArrayList<>();
  private final List<PlannedScript.Turn> loopBodies = new ArrayList<>();
  private final List<Integer> sites = new ArrayList<>();

  private ScriptPlan(Script script) {
    this.script = script;
    this.body = Passes.standard().run(script.body(), script.names());
    this.segments = new Segments(body);
    for (int k = 0; k < body.results().size(); k++) {
      renamed.put(script.body().results().get(k), body.results().get(k));
    }
    for (Let let : body.lets()) {
      let.targets().forEach(target -> definitions.put(target, let));
    }
    define(body.parameters());
    for (int k = 0; k < body.parameters().size(); k++) {
      renamed.put(script.body().parameters().get(k), body.parameters().get(k));
    }
  }

  public static PlannedScript of(Script script) {
    ScriptPlan plan = new ScriptPlan(script);
    Effects effects = new Effects(plan::renumbered);
    for (int k = 0; k < script.effects().size(); k++) {
      Script.Effect effect = script.effects().get(k);
      plan.compute(effect.needs(), script.sites().get(k));
      plan.add(new Step.Show(effects.of(effect)), script.sites().get(k));
    }
    Program program =
        new Program(
            script.name(),
            script.precision(),
            script.seed(),
            script.inputs().seed().map(plan::renumbered),
            script.inputs().inputs().stream().map(plan::input).toList(),
            plan.numbers.size(),
            plan.steps,
            script.choices());
    return new PlannedScript(program, plan.lines, plan.regions, plan.loopBodies, plan.sites);
  }

  private Program.Input input(RunInputs.Input input) {
    return new Program.Input(
        input.owner(),
        input.name(),
        renumbered(input.given()),
        renumbered(input.value()),
        input.value().type().elem(),
        input.value().type().shape());
  }

  private int renumbered(Var var) {
    return number(renamed.get(var));
  }

  private int number(Var var) {
    return numbers.get(var);
  }

  private List<Integer> numbers(List<Var> vars) {
    return vars.stream().map(this::number).toList();
  }

  /// Plans what `needed` depends on, in the order of the block.
  ///
  /// @param site the offset of the statement that needs it
  private void compute(List<Var> needed, int site) {
    Set<Var> open = new HashSet<>();
    List<Var> work = new ArrayList<>();
    needed.forEach(var -> work.add(renamed.get(var)));
    while (!work.isEmpty()) {
      Var var = work.removeLast();
      if (!numbers.containsKey(var) && open.add(var)) {
        work.addAll(definitions.get(var).op().operands());
        work.addAll(tellers(definitions.get(var)));
      }
    }
    List<Let> between = new ArrayList<>();
    for (Let let : body.lets()) {
      if (let.targets().stream().noneMatch(open::contains)) {
        continue;
      }
      if (let.op() instanceof Region region && !(region instanceof Region.Scan)) {
        addLines(between, site);
        addRegion(let, region);
      } else if (let.op() instanceof Region.Scan scan && LongLoops.isLong(scan)) {
        addLines(between, site);
        addLoop(let, scan);
      } else {
        if (isCutBefore(let, between)) {
          addLines(between, site);
        }
        between.add(let);
      }
    }
    addLines(between, site);
  }

  /// Whether `let` does not go with the lines before it: sizes that only the run knows would keep a
  /// loop from being compiled.
  private static boolean isCutBefore(Let let, List<Let> before) {
    return !before.isEmpty()
        && KnownSizes.in(let) != KnownSizes.in(before.getLast())
        && (let.op() instanceof Region.Scan
            || before.stream().anyMatch(other -> other.op() instanceof Region.Scan));
  }

  /// What tells the sizes that only the run knows and `let` mentions.
  private List<Var> tellers(Let let) {
    Set<String> names = SizeNames.in(let);
    return names.isEmpty()
        ? List.of()
        : body.lets().stream()
            .filter(other -> SizeNames.tells(other, names))
            .map(other -> other.targets().getFirst())
            .toList();
  }

  private void add(Step step, int site) {
    steps.add(step);
    sites.add(site);
  }

  private void addRegion(Let let, Region region) {
    List<Integer> operands = numbers(region.operands());
    define(let.targets());
    add(
        new Step.Drive(
            RegionPlans.of(region, let.site()), regions.size(), operands, numbers(let.targets())),
        let.site());
    regions.add(region);
  }

  private void addLoop(Let let, Region.Scan scan) {
    List<Integer> operands = numbers(scan.operands());
    List<Var> given = scan.operands().stream().distinct().toList();
    List<Integer> arguments = numbers(given);
    define(let.targets());
    add(
        new Step.Loop(
            LongLoops.plan(scan),
            lines.size(),
            loopBodies.size(),
            arguments,
            operands,
            numbers(let.targets())),
        let.site());
    lines.add(new Block(given, List.of(let), let.targets()));
    loopBodies.add(new PlannedScript.Turn(scan.body(), scan.carried().size()));
  }

  private void addLines(List<Let> lets, int site) {
    if (lets.isEmpty()) {
      return;
    }
    Block block = segments.closed(lets, numbers.keySet());
    List<Integer> arguments = numbers(block.parameters());
    define(block.results());
    add(new Step.Lines(lines.size(), arguments, numbers(block.results())), site);
    lines.add(block);
    lets.clear();
  }

  private void define(List<Var> vars) {
    vars.forEach(var -> numbers.put(var, numbers.size()));
  }
}
