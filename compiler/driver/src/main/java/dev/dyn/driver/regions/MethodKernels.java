package dev.dyn.driver.regions;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Method;
import dev.dyn.compiler.method.AdaptiveSteps;
import dev.dyn.compiler.method.FlowSystem;
import dev.dyn.compiler.method.Tableau;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.solve.AdaptiveKernels;
import dev.dyn.runtime.solve.AdaptiveStepper;
import java.util.Optional;
import java.util.function.Supplier;

/// The kernels and numbers of an adaptive method for a given system.
///
/// @param owner the block of the program that the kernels belong to
record MethodKernels(KernelStore kernels, Block owner) {
  /// The most steps that a run may take.
  static final long STEP_LIMIT = 10_000_000;

  /// @param dense whether times inside steps are wanted
  /// @param lanes how many members an attempt is made for at once, at most [#lanes]; all other
  ///   kernels are for one
  /// @param members how many there are in all
  AdaptiveKernels adaptive(Tableau m, FlowSystem system, boolean dense, int lanes, int members) {
    AdaptiveSteps steps = new AdaptiveSteps(m, system);
    Kernel attempt =
        kernels.withLanes(owner, attemptRole(m, dense), lanes, () -> attempt(steps, dense));
    Optional<AdaptiveKernels.Inside> inside =
        dense ? Optional.of(inside(m, steps)) : Optional.empty();
    return new AdaptiveKernels(
        kernels.few(owner, "start " + m.name(), members, steps::start),
        kernels.few(owner, "probe " + m.name(), members, steps::probe),
        attempt,
        inside);
  }

  /// How many of `members` attempts should be made for at once.
  int lanes(Tableau m, FlowSystem system, boolean dense, int members) {
    AdaptiveSteps steps = new AdaptiveSteps(m, system);
    return kernels.lanes(owner, attemptRole(m, dense), members, () -> attempt(steps, dense));
  }

  private static String attemptRole(Tableau m, boolean dense) {
    return (dense ? "attempt with stages " : "attempt ") + m.name();
  }

  private static Block attempt(AdaptiveSteps steps, boolean dense) {
    return steps.attempt(dense ? AdaptiveSteps.Stages.KEPT : AdaptiveSteps.Stages.DROPPED);
  }

  private AdaptiveKernels.Inside inside(Tableau m, AdaptiveSteps steps) {
    Optional<Kernel> extra =
        steps.hasExtraStages()
            ? Optional.of(kernel("extra stages", m, steps::extraStages))
            : Optional.empty();
    return new AdaptiveKernels.Inside(
        extra, kernel("inside", m, steps::inside), !m.isFirstSameAsLast());
  }

  private Kernel kernel(String role, Tableau m, Supplier<Block> make) {
    return kernels.single(owner, role + " " + m.name(), make);
  }

  static AdaptiveStepper.Settings settings(
      Method.Adaptive method, Ensemble ensemble, int methodAt, int member) {
    return new AdaptiveStepper.Settings(
        ensemble.scalar(methodAt, member),
        ensemble.scalar(methodAt + 1, member),
        method.tableau().embedded(),
        STEP_LIMIT);
  }

  /// Evaluations of the field in an attempt, whose first stage is known.
  static int slopesOfAttempt(Tableau m) {
    return m.isFirstSameAsLast() ? m.stages() - 1 : m.stages();
  }
}
