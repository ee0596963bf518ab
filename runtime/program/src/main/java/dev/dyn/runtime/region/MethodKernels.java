package dev.dyn.runtime.region;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.solve.AdaptiveKernels;
import dev.dyn.runtime.solve.AdaptiveStepper;
import java.util.Optional;

/// The kernels and numbers of an adaptive method.
record MethodKernels(RegionKernels kernels, MethodPlan.Adaptive method) {
  /// The most steps that a run may take.
  static final long STEP_LIMIT = 10_000_000;

  /// @param dense whether times inside steps are wanted
  /// @param lanes how many members an attempt is made for at once, at most [#lanes]; all other
  ///   kernels are for one
  /// @param members how many there are in all
  AdaptiveKernels adaptive(boolean dense, int lanes, int members) {
    Kernel attempt = kernels.inLanes(attemptRole(dense), lanes);
    Optional<AdaptiveKernels.Inside> inside = dense ? Optional.of(inside()) : Optional.empty();
    return new AdaptiveKernels(
        kernels.few(Role.START, members), kernels.few(Role.PROBE, members), attempt, inside);
  }

  /// How many of `members` attempts should be made for at once.
  int lanes(boolean dense, int members) {
    return kernels.lanes(attemptRole(dense), members);
  }

  private static Role attemptRole(boolean dense) {
    return dense ? Role.ATTEMPT_WITH_STAGES : Role.ATTEMPT;
  }

  private AdaptiveKernels.Inside inside() {
    Optional<Kernel> extra =
        method.hasExtraStages() ? Optional.of(kernels.single(Role.EXTRA_STAGES)) : Optional.empty();
    return new AdaptiveKernels.Inside(
        extra, kernels.single(Role.INSIDE), !method.isFirstSameAsLast());
  }

  AdaptiveStepper.Settings settings(Ensemble ensemble, int methodAt, int member) {
    return new AdaptiveStepper.Settings(
        ensemble.scalar(methodAt, member),
        ensemble.scalar(methodAt + 1, member),
        method.order(),
        STEP_LIMIT);
  }
}
