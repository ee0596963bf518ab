package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.batch.Batching;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.TimeGrid;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ReduceFn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// The backward rule of a simulated flow by its adjoint equations (Pontryagin 1962; for saved times
/// as here Chen et al. 2018):
///
/// ```
/// y' = f(t, y, p)      a' = −aᵀ ∂f/∂y      g' = −aᵀ ∂f/∂p
/// ```
///
/// From each saved time back to the one before, the state starts anew from its saved value, so its
/// error cannot grow beyond one interval; at each saved time the cotangents of what was saved are
/// added to a. The cost does not grow with the number of parameters. The result is the derivative
/// of the exact flow, with the accuracy of the method. It is used for many parameters where the
/// steps cannot be followed back ([FlowAsScan], [FlowAsSteps], [MembersAsSteps]): where times or
/// steps are known to the run alone.
final class FlowAdjoint {
  /// With more active numbers than this, the adjoint is cheaper than one simulation for each of
  /// them.
  private static final long MOST_DIRECTIONS = 64;

  private final Region.SimulateFlow flow;
  private final List<Optional<Cotangent>> w;
  private final List<Boolean> states;
  private final List<Boolean> environment;
  private final Builder b;

  private FlowAdjoint(
      Region.SimulateFlow flow,
      List<Optional<Cotangent>> w,
      List<Boolean> states,
      List<Boolean> environment,
      Builder b) {
    this.flow = flow;
    this.w = w;
    this.states = states;
    this.environment = environment;
    this.b = b;
  }

  /// Whether so many numbers are active that the adjoint equations pay.
  static boolean pays(Region.SimulateFlow flow, Set<Var> wanted) {
    Dim active =
        flow.operands().stream()
            .filter(wanted::contains)
            .distinct()
            .map(v -> v.type().count())
            .reduce(Dim.ZERO, Dim::plus);
    boolean steered =
        flow
            .operands()
            .subList(flow.states().size() + flow.environment().size(), flow.operands().size())
            .stream()
            .anyMatch(wanted::contains);
    boolean regular = !(flow.grid() instanceof TimeGrid.EachStep);
    return regular && !steered && active.isKnown() && active.value() > MOST_DIRECTIONS;
  }

  /// Writes the lines and adds what they find.
  static void pull(
      Let let, Region.SimulateFlow flow, List<Optional<Cotangent>> w, Cotangents found, Builder b) {
    Set<Var> active = new HashSet<>();
    flow.operands().stream().filter(found::wants).forEach(active::add);
    List<Boolean> states = Activity.states(flow, active);
    List<Boolean> environment = Activity.marks(flow.environment(), active);
    new FlowAdjoint(flow, w, states, environment, b).pull(let, found);
  }

  private void pull(Let let, Cotangents found) {
    int n = flow.states().size();
    List<Var> arguments = new ArrayList<>(flow.operands());
    arguments.addAll(let.targets().subList(0, 1 + n));
    List<Boolean> differs =
        new ArrayList<>(
            flow.members()
                .map(Region.Members::differs)
                .orElseGet(() -> Collections.nCopies(flow.operands().size(), false)));
    List<Var> seeds = w.stream().flatMap(Optional::stream).map(Cotangent::var).toList();
    arguments.addAll(seeds);
    differs.addAll(Collections.nCopies(1 + n + seeds.size(), flow.members().isPresent()));
    Block single = single(arguments, differs);
    List<Var> results = Blocks.inline(batched(single, differs), arguments, b);
    boolean cut = w.stream().flatMap(Optional::stream).anyMatch(Cotangent::isCut);
    Iterator<Var> next = results.iterator();
    for (int k = 0; k < n; k++) {
      add(flow.states().get(k), states.get(k), differs.get(k), next, cut, found);
    }
    for (int k = 0; k < flow.environment().size(); k++) {
      Var v = flow.environment().get(k);
      add(v, environment.get(k), differs.get(n + k), next, cut, found);
    }
  }

  /// For all members; what they share gets the sum of their cotangents.
  private Block batched(Block single, List<Boolean> differs) {
    return flow.members()
        .map(members -> Batching.batch(single, differs, members.size(), b.names()))
        .orElse(single);
  }

  private void add(
      Var operand,
      boolean isActive,
      boolean differs,
      Iterator<Var> results,
      boolean cut,
      Cotangents found) {
    if (isActive) {
      Var back = results.next();
      boolean shared = flow.members().isPresent() && !differs;
      Var total = shared ? b.reduce(ReduceFn.SUM, back, List.of(0)) : back;
      found.add(operand, new Cotangent(total, cut));
    }
  }

  /// The block `(operands…, t, saved states…, cotangents…) → (cotangents of active states…, of
  /// active environment…)` for one member.
  private Block single(List<Var> arguments, List<Boolean> differs) {
    Names names = b.names();
    List<Var> parameters = new ArrayList<>();
    for (int k = 0; k < arguments.size(); k++) {
      Type type = arguments.get(k).type();
      Type inner = differs.get(k) ? type.inner(1) : type;
      parameters.add(names.fresh(arguments.get(k).name(), inner));
    }
    Iterator<Var> operands = parameters.iterator();
    Region.SimulateFlow here =
        (Region.SimulateFlow)
            new Region.SimulateFlow(
                    flow.field(),
                    flow.outputs(),
                    flow.method(),
                    flow.grid(),
                    flow.states(),
                    flow.environment(),
                    Optional.empty())
                .mapOperands(_ -> operands.next());
    int n = flow.states().size();
    Var times = operands.next();
    List<Var> saved = IntStream.range(0, n).mapToObj(_ -> operands.next()).toList();
    Builder inner = new Builder(names);
    inner.at(b.site());
    Dim count = flow.grid().count();
    List<Optional<Var>> seeds = w.stream().map(v -> v.map(_ -> operands.next())).toList();
    SavedCotangents found =
        SavedCotangents.of(here, times, saved, seeds, states, environment, inner);
    List<Var> results =
        new AdjointRun(here, states, environment, inner)
            .run(times, saved, found.states(), found.environment());
    return new Block(parameters, inner.lets(), results);
  }
}
