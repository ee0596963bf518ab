package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.FixedPoint;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Nudge;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.SimulateDiffusion;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tangents of regions: the same region with tangents as further states (the variational
/// equations), further carried values, further environment. An adaptive method controls the error
/// of the tangents as well.
///
/// For members, a tangent differs between them where its value does.
final class ForwardRegions {
  private final Builder b;

  ForwardRegions(Builder b) {
    this.b = b;
  }

  /// @param region on operands of the builder
  /// @param tangents of the operands, in their order
  List<Dual> apply(Let let, Region region, List<Optional<Var>> tangents) {
    return switch (region) {
      case Region.SimulateFlow flow -> flow(let, flow, tangents);
      case Region.SimulateMap map -> map(let, map, tangents);
      case Region.Scan scan -> scan(let, scan, tangents);
      case FixedPoint point -> FixedPointDerivatives.forward(let, point, tangents, b);
      case Nudge nudge -> NudgeDerivatives.forward(let, nudge, tangents, b);
      case Region.SimulateHybrid hybrid -> hybrid(let, hybrid, tangents);
      case Region.LyapunovFlow _, Region.LyapunovMap _ ->
          throw new NotDifferentiable("lyapunov", let.site());
      case SimulateDiffusion run -> diffusion(let, run, tangents);
    };
  }

  private List<Dual> hybrid(Let let, Region.SimulateHybrid hybrid, List<Optional<Var>> tangents) {
    UnsmoothRuns.refuse(hybrid, let.site());
    Optional<Block> asLoop = MapEventsAsScan.block(hybrid, b);
    if (asLoop.isEmpty()) {
      return HybridTangents.apply(let, hybrid, tangents, b);
    }
    List<Dual> operands = new ArrayList<>();
    for (int k = 0; k < tangents.size(); k++) {
      operands.add(new Dual(hybrid.operands().get(k), tangents.get(k)));
    }
    return Forward.inline(asLoop.get(), operands, b);
  }

  private List<Dual> flow(Let let, Region.SimulateFlow flow, List<Optional<Var>> tangents) {
    int n = flow.states().size();
    int m = flow.environment().size();
    requireFixed(tangents.subList(n + m, tangents.size()), let.site());
    Set<Var> active = active(flow.operands(), tangents);
    List<Boolean> states = Activity.states(flow, active);
    List<Boolean> environment = Activity.marks(flow.environment(), active);
    List<Boolean> inner = Activity.joined(List.of(false), states, environment);
    List<Boolean> outputs = Activity.results(flow.outputs(), inner);
    Differs differs = new Differs(flow);
    Block field = block(flow.field(), inner, List.of(1, n, m), states, List.of(n));
    Block observed =
        block(flow.outputs(), inner, List.of(1, n, m), outputs, List.of(outputs.size()));
    List<Var> more = extended(flow.states(), tangents.subList(0, n), states, differs, 0);
    List<Var> around =
        extended(flow.environment(), tangents.subList(n, n + m), environment, differs, n);
    differs.copy(n + m, tangents.size());
    Region.SimulateFlow augmented =
        new Region.SimulateFlow(
            field, observed, flow.method(), flow.grid(), more, around, differs.members());
    List<List<Boolean>> groups = List.of(List.of(false), states, outputs, List.of(false));
    return duals(let, augmented, groups);
  }

  /// The tangents move with the same noise.
  private List<Dual> diffusion(Let let, SimulateDiffusion run, List<Optional<Var>> tangents) {
    int n = run.states().size();
    int m = run.environment().size();
    requireFixed(tangents.subList(n + m, tangents.size()), let.site());
    Set<Var> active = active(run.operands(), tangents);
    List<Boolean> states = Activity.states(run, active);
    List<Boolean> environment = Activity.marks(run.environment(), active);
    List<Boolean> inner = Activity.joined(List.of(false), states, environment);
    List<Boolean> outputs = Activity.results(run.outputs(), inner);
    Differs differs = new Differs(run);
    List<Var> more = extended(run.states(), tangents.subList(0, n), states, differs, 0);
    List<Var> around =
        extended(run.environment(), tangents.subList(n, n + m), environment, differs, n);
    differs.copy(n + m, tangents.size());
    SimulateDiffusion augmented =
        new SimulateDiffusion(
            block(run.drift(), inner, List.of(1, n, m), states, List.of(n)),
            block(
                run.diffusion(),
                Activity.ofDiffusion(run, states, environment),
                List.of(1, n, run.noises(), m),
                states,
                List.of(n)),
            block(run.outputs(), inner, List.of(1, n, m), outputs, List.of(outputs.size())),
            run.method(),
            run.dt(),
            run.grid(),
            run.noise(),
            run.keepsNonFinite(),
            more,
            around,
            differs.members());
    return duals(let, augmented, List.of(List.of(false), states, outputs, List.of(false)));
  }

  private List<Dual> map(Let let, Region.SimulateMap map, List<Optional<Var>> tangents) {
    int n = map.states().size();
    int m = map.environment().size();
    Set<Var> active = active(map.operands(), tangents);
    List<Boolean> states = Activity.states(map, active);
    List<Boolean> environment = Activity.marks(map.environment(), active);
    List<Boolean> inner = Activity.joined(List.of(false), states, environment);
    List<Boolean> outputs = Activity.results(map.outputs(), inner);
    Differs differs = new Differs(map);
    Block next = block(map.next(), inner, List.of(1, n, m), states, List.of(n));
    Block observed =
        block(map.outputs(), inner, List.of(1, n, m), outputs, List.of(outputs.size()));
    List<Var> more = extended(map.states(), tangents.subList(0, n), states, differs, 0);
    List<Var> around =
        extended(map.environment(), tangents.subList(n, n + m), environment, differs, n);
    differs.copy(n + m, tangents.size());
    Region.SimulateMap augmented =
        new Region.SimulateMap(
            next, observed, map.steps(), map.discard(), more, around, differs.members());
    return duals(let, augmented, List.of(states, outputs));
  }

  private List<Dual> scan(Let let, Region.Scan scan, List<Optional<Var>> tangents) {
    int c = scan.carried().size();
    int r = scan.scanned().size();
    int e = scan.environment().size();
    Set<Var> active = active(scan.operands(), tangents);
    List<Boolean> inner = Activity.parameters(scan, active);
    List<Boolean> results = new ArrayList<>(inner.subList(0, c));
    List<Boolean> after = Activity.results(scan.body(), inner);
    results.addAll(after.subList(c, after.size()));
    Differs differs = new Differs(scan);
    Block body = block(scan.body(), inner, List.of(c, r, e), results, List.of(c, after.size() - c));
    List<Var> carried =
        extended(scan.carried(), tangents.subList(0, c), inner.subList(0, c), differs, 0);
    List<Var> rows =
        extended(scan.scanned(), tangents.subList(c, c + r), inner.subList(c, c + r), differs, c);
    List<Var> around =
        extended(
            scan.environment(),
            tangents.subList(c + r, c + r + e),
            inner.subList(c + r, c + r + e),
            differs,
            c + r);
    Region.Scan augmented =
        new Region.Scan(
            body, scan.length(), carried, rows, around, differs.members(), scan.stops());
    return duals(
        let, augmented, List.of(results.subList(0, c), results.subList(c, results.size())));
  }

  /// Derivatives by the times and by what steers the method have no rule.
  private static void requireFixed(List<Optional<Var>> tangents, int site) {
    if (tangents.stream().anyMatch(Optional::isPresent)) {
      throw new NotDifferentiable("simulate", site);
    }
  }

  private Block block(
      Block block,
      List<Boolean> active,
      List<Integer> parameterGroups,
      List<Boolean> wanted,
      List<Integer> resultGroups) {
    return Forward.jvpInGroups(block, active, parameterGroups, wanted, resultGroups, b.names());
  }

  /// The operands followed by the tangents of the active ones, of which absent ones are zero.
  ///
  /// @param from the place of the first operand among the region's operands
  private List<Var> extended(
      List<Var> operands,
      List<Optional<Var>> tangents,
      List<Boolean> active,
      Differs differs,
      int from) {
    List<Var> all = new ArrayList<>(operands);
    differs.copy(from, from + operands.size());
    for (int k = 0; k < operands.size(); k++) {
      if (active.get(k)) {
        all.add(new Dual(operands.get(k), tangents.get(k)).tangentOrZero(b));
        differs.copy(from + k, from + k + 1);
      }
    }
    return all;
  }

  private static Set<Var> active(List<Var> operands, List<Optional<Var>> tangents) {
    Set<Var> active = new HashSet<>();
    for (int k = 0; k < operands.size(); k++) {
      if (tangents.get(k).isPresent()) {
        active.add(operands.get(k));
      }
    }
    return active;
  }

  /// Appends the region and pairs its results: each group of values is followed by the tangents of
  /// those marked.
  private List<Dual> duals(Let let, Op region, List<List<Boolean>> groups) {
    List<Var> results = b.emitAll("d", region);
    List<Dual> duals = new ArrayList<>();
    int at = 0;
    for (List<Boolean> group : groups) {
      int tangent = at + group.size();
      for (int k = 0; k < group.size(); k++) {
        Var value = results.get(at + k);
        duals.add(group.get(k) ? Dual.of(value, results.get(tangent++)) : Dual.constant(value));
      }
      at = tangent;
    }
    return duals;
  }

  /// Collects which operands of the new region differ between members.
  private static final class Differs {
    private final Optional<Region.Members> old;
    private final List<Boolean> marks = new ArrayList<>();

    Differs(Region region) {
      old = region.members();
    }

    void copy(int from, int to) {
      marks.addAll(
          old.map(members -> members.differs().subList(from, to)).orElse(Collections.emptyList()));
    }

    Optional<Region.Members> members() {
      return old.map(members -> new Region.Members(members.size(), marks));
    }
  }
}
