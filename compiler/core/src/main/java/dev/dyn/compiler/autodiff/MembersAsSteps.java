package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.batch.Batching;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Method;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.solve.SavedTimes;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Many adaptive flows, each with steps of its own, as loops over these steps: what [FlowAsSteps]
/// is for a single one. The runs come first, as they are, saved after each step; a member with
/// fewer steps than another stands still at its end, in steps of size 0. The loop goes the same
/// steps again from the saved states, and reverse mode goes back through it.
final class MembersAsSteps {
  private final Region.SimulateFlow flow;
  private final Region.Members members;
  private final SavedTimes times;
  private final Names names;
  private final int site;
  private final int n;
  private final int m;

  private MembersAsSteps(
      Region.SimulateFlow flow, Region.Members members, SavedTimes times, Builder outer) {
    this.flow = flow;
    this.members = members;
    this.times = times;
    this.names = outer.names();
    this.site = outer.site();
    this.n = flow.states().size();
    this.m = flow.environment().size();
  }

  /// A block with the operands and results of `flow`, if its steps are adaptive, its times known
  /// and the same for all, and it has members.
  static Optional<Block> block(Region.SimulateFlow flow, Builder outer) {
    if (!(flow.method() instanceof Method.Adaptive) || flow.members().isEmpty()) {
      return Optional.empty();
    }
    return KnownTimes.of(flow.grid(), outer)
        .filter(times -> times.count() > 0 && times.end() != times.start())
        .map(times -> new MembersAsSteps(flow, flow.members().get(), times, outer).write());
  }

  private Block write() {
    Builder b = new Builder(names);
    b.at(site);
    List<Var> parameters = flow.operands().stream().map(names::freshLike).toList();
    List<Var> run = b.emitAll("steps", stepwise(parameters, b));
    Var t = b.convert(run.getFirst(), Elem.F64);
    List<Boolean> differs = new ArrayList<>(members.differs());
    List<Var> arguments = new ArrayList<>(parameters);
    arguments.add(t);
    arguments.addAll(run.subList(1, 1 + n));
    differs.addAll(Collections.nCopies(1 + n, true));
    Block each = Batching.batch(single(t, run.subList(1, 1 + n)), differs, members.size(), names);
    List<Var> results = new ArrayList<>(Blocks.inline(each, arguments, b));
    results.add(run.getLast());
    return new Block(parameters, b.lets(), results);
  }

  /// The runs as they are; a constant to derivatives.
  private Region.SimulateFlow stepwise(List<Var> parameters, Builder b) {
    List<Var> fixed = StepwiseRun.constants(parameters, b);
    int method = flow.method().operands().size();
    var steering = fixed.subList(n + m, n + m + method).iterator();
    List<Boolean> differs = new ArrayList<>(members.differs().subList(0, n + m + method));
    differs.addAll(List.of(false, false));
    return new Region.SimulateFlow(
        flow.field(),
        StepwiseRun.withoutResults(flow.outputs(), names),
        flow.method().mapOperands(_ -> steering.next()),
        StepwiseRun.grid(times, b),
        fixed.subList(0, n),
        fixed.subList(n, n + m),
        Optional.of(new Region.Members(members.size(), differs)));
  }

  /// `(operands…, t [steps + 1], states there…)` → what the flow gives but its statistics, for one
  /// member.
  private Block single(Var times, List<Var> saved) {
    Builder b = new Builder(names);
    b.at(site);
    List<Var> parameters = new ArrayList<>(SingleMember.parameters(flow, names));
    List<Var> states = List.copyOf(parameters.subList(0, n));
    List<Var> environment = List.copyOf(parameters.subList(n, n + m));
    Var t = names.fresh("t", times.type().inner(1));
    List<Var> there = saved.stream().map(x -> names.fresh(x.name(), x.type().inner(1))).toList();
    parameters.add(t);
    parameters.addAll(there);
    Dim steps = t.type().dim(0).minus(Dim.ONE);
    Var from = b.slice(t, 0, Dim.ZERO, steps, 1);
    List<Var> scanned = new ArrayList<>(List.of(from));
    scanned.add(b.sub(b.slice(t, 0, Dim.ONE, steps, 1), from));
    there.forEach(x -> scanned.add(b.slice(x, 0, Dim.ZERO, steps, 1)));
    Region.Scan scan =
        new Region.Scan(turn(), steps, states, scanned, environment, Optional.empty());
    List<Var> after = b.emitAll("x", scan).subList(n, 2 * n);
    List<Var> course = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      Var start = b.reshape(states.get(k), states.get(k).type().under(Dim.ONE).dims());
      course.add(b.concat(List.of(start, after.get(k)), 0));
    }
    return new Block(
        parameters, b.lets(), FlowAsSteps.inside(flow, this.times, t, course, environment, b));
  }

  /// `(states…, t, h, states as saved…, environment…)` → the states after the step, twice.
  private Block turn() {
    Builder b = new Builder(names);
    b.at(site);
    List<Var> like = flow.field().parameters();
    List<Var> x = like.subList(1, 1 + n).stream().map(names::freshLike).toList();
    List<Var> saved = like.subList(1, 1 + n).stream().map(names::freshLike).toList();
    List<Var> environment =
        like.subList(1 + n, like.size()).stream().map(names::freshLike).toList();
    Var t = names.fresh("t", Type.F64);
    Var h = names.fresh("h", Type.F64);
    List<Var> after =
        new StepsOfMethod(flow.method(), flow.field())
            .after(HybridTurn.renewed(saved, x, b), t, h, environment, b);
    List<Var> parameters = new ArrayList<>(x);
    parameters.addAll(List.of(t, h));
    parameters.addAll(saved);
    parameters.addAll(environment);
    List<Var> results = new ArrayList<>(after);
    results.addAll(after);
    return new Block(parameters, b.lets(), results);
  }
}
