package dev.dyn.driver.build;

import dev.dyn.runtime.region.GridPlan;
import dev.dyn.runtime.region.MethodPlan;
import dev.dyn.runtime.region.MotionPlan;
import dev.dyn.runtime.region.RegionPlan;
import dev.dyn.runtime.region.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which kernels a driver will ask for.
///
/// @param main the one that may treat several members at once
/// @param others those beside it, for one member
/// @param outputs whether there is a kernel of outputs, which treats as many members as the main
///   one
record NeededRoles(Role main, List<Role> others, boolean outputs) {
  static NeededRoles of(RegionPlan plan) {
    return switch (plan) {
      case RegionPlan.Flow flow ->
          flow(flow.method(), flow.grid() instanceof GridPlan.Every, !flow.outputs().isEmpty());
      case RegionPlan.Diffusion diffusion ->
          new NeededRoles(Role.STEP, List.of(), !diffusion.outputs().isEmpty());
      case RegionPlan.Orbit orbit ->
          new NeededRoles(Role.STEP, List.of(), !orbit.outputs().isEmpty());
      case RegionPlan.Hybrid hybrid -> hybrid(hybrid);
      case RegionPlan.FlowExponents flow -> exponents(flow.method());
      case RegionPlan.OrbitExponents _ ->
          new NeededRoles(Role.TANGENT_STEP, List.of(Role.ORTHONORMAL), false);
    };
  }

  private static NeededRoles flow(MethodPlan method, boolean dense, boolean outputs) {
    return switch (method) {
      case MethodPlan.Fixed _ -> new NeededRoles(Role.STEP, List.of(), outputs);
      case MethodPlan.Adaptive adaptive -> {
        List<Role> others = new ArrayList<>(List.of(Role.START, Role.PROBE));
        if (dense) {
          others.add(Role.INSIDE);
          Optional.of(Role.EXTRA_STAGES)
              .filter(_ -> adaptive.hasExtraStages())
              .ifPresent(others::add);
        }
        yield new NeededRoles(dense ? Role.ATTEMPT_WITH_STAGES : Role.ATTEMPT, others, outputs);
      }
    };
  }

  private static NeededRoles hybrid(RegionPlan.Hybrid hybrid) {
    boolean outputs = !hybrid.outputs().isEmpty();
    return switch (hybrid.motion()) {
      case MotionPlan.Waiting _ -> new NeededRoles(Role.JUMP, List.of(Role.BEGIN_JUMPS), outputs);
      case MotionPlan.Steps _, MotionPlan.Diffusion _ ->
          new NeededRoles(Role.STEP, happenings(hybrid), outputs);
      case MotionPlan.Flow flow -> {
        NeededRoles moving = flow(flow.method(), true, outputs);
        List<Role> others = new ArrayList<>(moving.others());
        if (flow.method() instanceof MethodPlan.Fixed) {
          others.addAll(List.of(Role.SLOPES, Role.INSIDE));
        }
        others.addAll(happenings(hybrid));
        if (hybrid.events() > 0) {
          others.add(Role.DEPTHS);
        }
        yield new NeededRoles(moving.main(), others, outputs);
      }
    };
  }

  private static List<Role> happenings(RegionPlan.Hybrid hybrid) {
    List<Role> roles = new ArrayList<>();
    if (!hybrid.rateSites().isEmpty()) {
      roles.addAll(List.of(Role.RATES, Role.FIRE));
    }
    if (hybrid.events() > 0) {
      roles.addAll(List.of(Role.GUARDS, Role.ACT));
    }
    return roles;
  }

  private static NeededRoles exponents(MethodPlan method) {
    return switch (method) {
      case MethodPlan.Fixed _ ->
          new NeededRoles(Role.TANGENT_STEP, List.of(Role.ORTHONORMAL), false);
      case MethodPlan.Adaptive _ ->
          new NeededRoles(
              Role.ATTEMPT, List.of(Role.START, Role.PROBE, Role.RENEWED, Role.ORTHONORMAL), false);
    };
  }
}
