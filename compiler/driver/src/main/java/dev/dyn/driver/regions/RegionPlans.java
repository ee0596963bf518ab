package dev.dyn.driver.regions;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.FixedPoint;
import dev.dyn.compiler.ir.Method;
import dev.dyn.compiler.ir.Nudge;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.SimulateDiffusion;
import dev.dyn.compiler.ir.TimeGrid;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.method.AdaptiveSteps;
import dev.dyn.compiler.method.FlowSystem;
import dev.dyn.compiler.method.Tableau;
import dev.dyn.runtime.region.Carried;
import dev.dyn.runtime.region.GridPlan;
import dev.dyn.runtime.region.Members;
import dev.dyn.runtime.region.MethodPlan;
import dev.dyn.runtime.region.NoiseKind;
import dev.dyn.runtime.region.RegionPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Regions of the IR as plans for the drivers.
public final class RegionPlans {
  private RegionPlans() {}

  public static RegionPlan of(Region region, int site) {
    Optional<Members> members = region.members().map(RegionPlans::members);
    return switch (region) {
      case Region.SimulateFlow flow ->
          new RegionPlan.Flow(
              states(flow.field(), flow.states().size()),
              outputs(flow.outputs()),
              flow.environment().size(),
              flow.field().parameters().getFirst().type().elem(),
              method(flow.method(), flow.field()),
              grid(flow.grid()),
              members,
              site);
      case SimulateDiffusion run ->
          new RegionPlan.Diffusion(
              states(run.drift(), run.states().size()),
              outputs(run.outputs()),
              run.environment().size(),
              run.drift().parameters().getFirst().type().elem(),
              new CrewBlocks(run).size(),
              run.method().stages(),
              run.noises(),
              noise(run.noise()),
              run.keepsNonFinite(),
              grid(run.grid()),
              members,
              site);
      case Region.SimulateMap map ->
          new RegionPlan.Orbit(
              states(map.next(), map.states().size()),
              outputs(map.outputs()),
              map.environment().size(),
              map.steps().size(),
              members,
              site);
      case Region.SimulateHybrid hybrid -> HybridPlans.of(hybrid, members, site);
      case Region.LyapunovFlow flow ->
          new RegionPlan.FlowExponents(
              states(flow.field(), flow.states().size()),
              flow.environment().size(),
              method(flow.method(), flow.field()),
              flow.count(),
              members,
              site);
      case Region.LyapunovMap map ->
          new RegionPlan.OrbitExponents(
              states(map.next(), map.states().size()),
              map.environment().size(),
              map.count(),
              members,
              site);
      case Region.Scan _, FixedPoint _, Nudge _ ->
          throw new IllegalStateException("a scan needs no driver");
    };
  }

  private static Members members(Region.Members members) {
    return new Members(known(members.size()), members.differs());
  }

  private static OptionalInt known(Dim size) {
    return size.isKnown() ? OptionalInt.of(size.size()) : OptionalInt.empty();
  }

  /// Named as the parameters are, of the types of the results.
  private static List<Carried> states(Block right, int count) {
    List<Carried> states = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      Type type = right.results().get(k).type();
      states.add(new Carried(right.parameters().get(1 + k).name(), type.elem(), type.shape()));
    }
    return states;
  }

  static List<Carried> outputs(Block block) {
    return block.results().stream().map(RegionPlans::output).toList();
  }

  private static Carried output(Var var) {
    return new Carried(var.name(), var.type().elem(), var.type().shape());
  }

  static MethodPlan method(Method method, Block field) {
    Tableau m = method.tableau();
    return switch (method) {
      case Method.Fixed _ -> new MethodPlan.Fixed(m.slopesOfFixedStep());
      case Method.Adaptive _ ->
          new MethodPlan.Adaptive(
              m.isFirstSameAsLast() ? m.stages() - 1 : m.stages(),
              m.embedded(),
              m.isFirstSameAsLast(),
              new AdaptiveSteps(m, new FlowSystem(field)).hasExtraStages());
    };
  }

  static NoiseKind noise(SimulateDiffusion.Noise noise) {
    return switch (noise) {
      case SimulateDiffusion.Noise.Drawn _ -> NoiseKind.DRAWN;
      case SimulateDiffusion.Noise.Path _ -> NoiseKind.PATH;
    };
  }

  static GridPlan grid(TimeGrid grid) {
    return switch (grid) {
      case TimeGrid.Every every -> new GridPlan.Every(known(every.count()));
      case TimeGrid.At _ -> new GridPlan.At();
      case TimeGrid.EachStep each -> new GridPlan.EachStep(each.stops().isPresent());
    };
  }
}
