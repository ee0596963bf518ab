package dev.dyn.driver.regions;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Method;
import dev.dyn.compiler.ir.Motion;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.method.AdaptiveSteps;
import dev.dyn.compiler.method.DiffusionSteps;
import dev.dyn.compiler.method.FixedSteps;
import dev.dyn.compiler.method.FlowSystem;
import dev.dyn.compiler.method.HybridSteps;
import dev.dyn.compiler.method.JumpSteps;
import dev.dyn.compiler.method.Tableau;
import dev.dyn.runtime.region.Role;

/// The block that plays a role in a system with jumps or events.
record HybridBlocks(Region.SimulateHybrid region) {
  static String label(Region.SimulateHybrid region, Role role) {
    return role
        + switch (region.motion()) {
          case Motion.Flow flow ->
              " hybrid "
                  + (flow.method() instanceof Method.Fixed ? "fixed " : "")
                  + flow.method().tableau().name();
          case Motion.Diffusion run -> " hybrid stochastic " + run.method().name();
          case Motion.Waiting waiting -> " " + waiting.method().label();
          case Motion.Steps _ -> " hybrid map";
        };
  }

  /// @throws IllegalArgumentException if nothing plays this role in the region
  Block make(Role role) {
    HybridSteps steps = HybridSteps.of(region);
    return switch (role) {
      case OUTPUTS -> region.outputs();
      case GUARDS -> region.guards();
      case RATES -> region.rates();
      case FIRE -> steps.fire();
      case ACT -> steps.act();
      case BEGIN_JUMPS,
          JUMP,
          SLOPES,
          DEPTHS,
          STEP,
          START,
          PROBE,
          ATTEMPT,
          ATTEMPT_WITH_STAGES,
          EXTRA_STAGES,
          INSIDE ->
          switch (region.motion()) {
            case Motion.Waiting waiting -> waiting(waiting, role);
            case Motion.Flow flow when role == Role.DEPTHS -> steps.depths(flow);
            case Motion.Flow flow -> flow(flow.method(), steps.field(), role);
            case Motion.Diffusion run when role == Role.STEP ->
                DiffusionSteps.step(run.method(), steps.diffusion(run));
            case Motion.Diffusion _ -> throw none(role);
            case Motion.Steps map when role == Role.STEP -> FixedSteps.map(map.next());
            case Motion.Steps _ -> throw none(role);
          };
      case TANGENT_STEP, RENEWED, ORTHONORMAL -> throw none(role);
    };
  }

  private Block waiting(Motion.Waiting waiting, Role role) {
    JumpSteps steps = JumpSteps.of(waiting.method(), region);
    if (role == Role.BEGIN_JUMPS) {
      return steps.begin();
    }
    if (role == Role.JUMP) {
      return steps.step();
    }
    throw none(role);
  }

  private static Block flow(Method method, Block field, Role role) {
    FlowSystem system = new FlowSystem(field);
    Tableau m = method.tableau();
    if (role == Role.SLOPES) {
      return field;
    }
    if (role == Role.STEP) {
      return FixedSteps.step(m, system);
    }
    return role == Role.INSIDE && method instanceof Method.Fixed
        ? HybridSteps.cubic(system)
        : StepBlocks.adaptive(new AdaptiveSteps(m, system), role);
  }

  private static IllegalArgumentException none(Role role) {
    return new IllegalArgumentException("a system with jumps or events has no kernel " + role);
  }
}
