package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.method.FixedSteps;
import dev.dyn.compiler.method.FlowSystem;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// The backward rule of a flow that is saved after each step of its method: the derivative of the
/// steps that were accepted, from the last to the first ("discretize, then optimize"). Where the
/// steps lie counts as given: they follow the error, and what the derivative loses by that is
/// smaller than the error (Eberhard, Bischof 1999).
///
/// Each step starts from its saved state, so that nothing has to be kept but what was saved anyway.
final class StepAdjoint {
  private StepAdjoint() {}

  /// Writes the lines and adds what they find.
  ///
  /// @param flow without members
  static void pull(
      Let let, Region.SimulateFlow flow, List<Optional<Cotangent>> w, Cotangents found, Builder b) {
    int n = flow.states().size();
    Set<Var> active = new HashSet<>();
    flow.operands().stream().filter(found::wants).forEach(active::add);
    List<Boolean> states = Activity.states(flow, active);
    List<Boolean> environment = Activity.marks(flow.environment(), active);
    boolean cut = w.stream().flatMap(Optional::stream).anyMatch(Cotangent::isCut);
    Var times = let.targets().getFirst();
    List<Var> saved = let.targets().subList(1, 1 + n);
    SavedCotangents ofSaved =
        SavedCotangents.of(
            flow,
            b.convert(times, flow.outputs().parameters().getFirst().type().elem()),
            saved,
            w.stream().map(v -> v.map(Cotangent::var)).toList(),
            states,
            environment,
            b);
    int next = 0;
    for (int k = 0; k < flow.environment().size(); k++) {
      if (environment.get(k)) {
        Var sum = ofSaved.environment().get(next++);
        found.add(flow.environment().get(k), new Cotangent(sum, cut));
      }
    }
    Dim steps = flow.grid().count().minus(Dim.ONE);
    Var from = b.slice(times, 0, Dim.ZERO, steps, 1);
    Var sizes = b.sub(b.slice(times, 0, Dim.ONE, steps, 1), from);
    Region.Scan scan =
        new Region.Scan(
            step(flow, b),
            steps,
            flow.states(),
            List.of(from, sizes),
            flow.environment(),
            Optional.empty());
    List<Var> starts = saved.stream().map(x -> b.slice(x, 0, Dim.ZERO, steps, 1)).toList();
    List<Optional<Cotangent>> ofResults = new ArrayList<>();
    IntStream.range(0, n).forEach(_ -> ofResults.add(Optional.empty()));
    for (int k = 0; k < n; k++) {
      Var all = ofSaved.states().get(k);
      ofResults.add(
          states.get(k)
              ? Optional.of(new Cotangent(b.slice(all, 0, Dim.ONE, steps, 1), cut))
              : Optional.empty());
      found.add(flow.states().get(k), new Cotangent(b.pick(all, 0, Dim.ZERO), cut));
    }
    ReverseScan.pull(scan, starts, ofResults, found, b);
  }

  /// `(states…, t, h, environment…)` → the states after the step, twice.
  private static Block step(Region.SimulateFlow flow, Builder outer) {
    Names names = outer.names();
    Builder b = new Builder(names);
    b.at(outer.site());
    int n = flow.states().size();
    List<Var> x = flow.states().stream().map(names::freshLike).toList();
    Var t = names.fresh("t", Type.F64);
    Var h = names.fresh("h", Type.F64);
    List<Var> environment = flow.environment().stream().map(names::freshLike).toList();
    List<Var> arguments = new ArrayList<>(List.of(b.integer(0)));
    arguments.addAll(x);
    arguments.addAll(List.of(b.convert(t, Elem.F64), h));
    arguments.addAll(environment);
    Block step = FixedSteps.step(flow.method().tableau(), new FlowSystem(flow.field()));
    List<Var> after = Blocks.inline(step, arguments, b).subList(1, 1 + n);
    List<Var> parameters = new ArrayList<>(x);
    parameters.addAll(List.of(t, h));
    parameters.addAll(environment);
    List<Var> results = new ArrayList<>(after);
    results.addAll(after);
    return new Block(parameters, b.lets(), results);
  }
}
