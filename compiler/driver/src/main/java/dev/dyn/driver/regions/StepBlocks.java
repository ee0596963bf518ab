package dev.dyn.driver.regions;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.FixedPoint;
import dev.dyn.compiler.ir.Method;
import dev.dyn.compiler.ir.Nudge;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.SimulateDiffusion;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.method.AdaptiveSteps;
import dev.dyn.compiler.method.FixedSteps;
import dev.dyn.compiler.method.FlowSystem;
import dev.dyn.compiler.method.Tableau;
import dev.dyn.compiler.method.TangentSteps;
import dev.dyn.runtime.region.Role;
import java.util.List;

/// The block that plays a role in a region: made of its right-hand side and the tableau of its
/// method.
public record StepBlocks(Region region) {
  /// The block of the program that a kernel in this role belongs to. Regions of the same system
  /// share it, and thus their kernels.
  Block owner(Role role) {
    return switch (region) {
      case Region.SimulateHybrid hybrid -> role == Role.OUTPUTS ? hybrid.outputs() : hybrid.rates();
      case Region.SimulateFlow _,
          Region.SimulateMap _,
          Region.LyapunovFlow _,
          Region.LyapunovMap _,
          Region.Scan _,
          FixedPoint _,
          Nudge _,
          SimulateDiffusion _ ->
          role == Role.OUTPUTS ? region.blocks().getLast() : right();
    };
  }

  /// What tells kernels of one owner apart.
  String label(Role role) {
    return switch (region) {
      case Region.SimulateFlow flow -> label(role, flow.method());
      case Region.SimulateHybrid hybrid -> HybridBlocks.label(hybrid, role);
      case SimulateDiffusion run ->
          role + " " + run.method().name() + " " + new CrewBlocks(run).label();
      case Region.LyapunovFlow flow -> label(role, flow.method()) + " " + flow.count();
      case Region.LyapunovMap map -> role + " " + map.count();
      case Region.SimulateMap _, Region.Scan _, FixedPoint _, Nudge _ -> role.toString();
    };
  }

  static String label(Role role, Method method) {
    return role == Role.OUTPUTS ? role.toString() : role + " " + method.tableau().name();
  }

  /// @throws IllegalArgumentException if nothing plays this role in the region
  Block make(Role role) {
    return switch (region) {
      case Region.SimulateFlow flow -> flow(flow, role);
      case Region.SimulateMap map ->
          role == Role.OUTPUTS ? map.outputs() : only(Role.STEP, role, FixedSteps.map(map.next()));
      case Region.SimulateHybrid hybrid -> new HybridBlocks(hybrid).make(role);
      case SimulateDiffusion run ->
          role == Role.OUTPUTS
              ? new CrewBlocks(run).outputs()
              : only(Role.STEP, role, new CrewBlocks(run).step());
      case Region.LyapunovFlow flow -> exponents(flow, role);
      case Region.LyapunovMap map ->
          role == Role.ORTHONORMAL
              ? orthonormal(map.next(), map.states().size())
              : only(Role.TANGENT_STEP, role, TangentSteps.map(map.next(), map.count()));
      case Region.Scan _, FixedPoint _, Nudge _ -> throw none(role);
    };
  }

  /// The block as it is compiled.
  public Block prepared(Role role) {
    return Preparation.optimized(make(role));
  }

  private Block right() {
    return region.blocks().getFirst();
  }

  private Block flow(Region.SimulateFlow flow, Role role) {
    FlowSystem system = new FlowSystem(flow.field());
    Tableau m = flow.method().tableau();
    return switch (role) {
      case OUTPUTS -> flow.outputs();
      case STEP -> FixedSteps.step(m, system);
      case START, PROBE, ATTEMPT, ATTEMPT_WITH_STAGES, EXTRA_STAGES, INSIDE ->
          adaptive(new AdaptiveSteps(m, system), role);
      case TANGENT_STEP,
          RENEWED,
          ORTHONORMAL,
          BEGIN_JUMPS,
          JUMP,
          GUARDS,
          RATES,
          FIRE,
          ACT,
          DEPTHS,
          SLOPES ->
          throw none(role);
    };
  }

  private Block exponents(Region.LyapunovFlow flow, Role role) {
    FlowSystem system = new FlowSystem(flow.field());
    Tableau m = flow.method().tableau();
    return switch (role) {
      case TANGENT_STEP -> TangentSteps.flow(m, system, flow.count());
      case RENEWED -> TangentSteps.renewed(system);
      case ORTHONORMAL -> orthonormal(flow.field(), flow.states().size());
      case START, PROBE, ATTEMPT, ATTEMPT_WITH_STAGES, EXTRA_STAGES, INSIDE ->
          adaptive(new AdaptiveSteps(m, system), role);
      case OUTPUTS, STEP, BEGIN_JUMPS, JUMP, GUARDS, RATES, FIRE, ACT, DEPTHS, SLOPES ->
          throw none(role);
    };
  }

  static Block adaptive(AdaptiveSteps steps, Role role) {
    return switch (role) {
      case START -> steps.start();
      case PROBE -> steps.probe();
      case ATTEMPT -> steps.attempt(AdaptiveSteps.Stages.DROPPED);
      case ATTEMPT_WITH_STAGES -> steps.attempt(AdaptiveSteps.Stages.KEPT);
      case EXTRA_STAGES -> steps.extraStages();
      case INSIDE -> steps.inside();
      case OUTPUTS,
          STEP,
          TANGENT_STEP,
          RENEWED,
          ORTHONORMAL,
          BEGIN_JUMPS,
          JUMP,
          GUARDS,
          RATES,
          FIRE,
          ACT,
          DEPTHS,
          SLOPES ->
          throw new IllegalArgumentException("no adaptive step is a kernel " + role);
    };
  }

  private static Block orthonormal(Block right, int states) {
    List<Type> vectors = right.resultTypes().subList(states, 2 * states);
    return TangentSteps.orthonormal(vectors);
  }

  private Block only(Role has, Role asked, Block block) {
    if (has != asked) {
      throw none(asked);
    }
    return block;
  }

  private IllegalArgumentException none(Role role) {
    return new IllegalArgumentException(
        region.getClass().getSimpleName() + " has no kernel " + role);
  }
}
