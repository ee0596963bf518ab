package dev.dyn.driver.regions;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Motion;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.method.HybridSteps;
import dev.dyn.runtime.region.Carried;
import dev.dyn.runtime.region.Members;
import dev.dyn.runtime.region.MotionPlan;
import dev.dyn.runtime.region.RegionPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Systems with jumps or events as plans for the drivers.
final class HybridPlans {
  private HybridPlans() {}

  static RegionPlan of(Region.SimulateHybrid region, Optional<Members> members, int site) {
    List<Carried> states = new ArrayList<>();
    for (Var state : region.rates().parameters().subList(1, 1 + region.states().size())) {
      Type type = state.type();
      states.add(new Carried(state.name(), type.elem(), type.shape()));
    }
    return new RegionPlan.Hybrid(
        states,
        RegionPlans.outputs(region.outputs()),
        region.environment().size(),
        region.rates().parameters().getFirst().type().elem(),
        motion(region),
        region.rates().results().stream().map(rate -> site(region.rates(), rate, site)).toList(),
        region.actions().size(),
        region.logged(),
        members,
        site);
  }

  private static MotionPlan motion(Region.SimulateHybrid region) {
    return switch (region.motion()) {
      case Motion.Flow flow ->
          new MotionPlan.Flow(
              flow.field().results().size(),
              RegionPlans.method(flow.method(), HybridSteps.of(region).field()),
              RegionPlans.grid(flow.grid()));
      case Motion.Diffusion run ->
          new MotionPlan.Diffusion(
              run.drift().results().size(),
              run.method().stages(),
              run.noises().size(),
              RegionPlans.noise(run.noise()),
              RegionPlans.grid(run.grid()));
      case Motion.Waiting waiting -> new MotionPlan.Waiting(RegionPlans.grid(waiting.grid()));
      case Motion.Steps map -> new MotionPlan.Steps(map.steps().size());
    };
  }

  /// Where a result of `block` stems from.
  private static int site(Block block, Var result, int otherwise) {
    return block.lets().stream()
        .filter(let -> let.targets().contains(result))
        .mapToInt(Let::site)
        .filter(at -> at >= 0)
        .findFirst()
        .orElse(otherwise);
  }
}
