package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Slot;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/// How the members of a system with jumps or events step.
public final class WalkMakers {
  private WalkMakers() {}

  /// With steps that follow the error.
  ///
  /// @param kernels for one member, with what dense output needs
  /// @param settings of a member
  /// @param slopes evaluations of the field in an attempt
  public static HybridFlow.Walks adaptive(
      AdaptiveKernels kernels,
      IntFunction<AdaptiveStepper.Settings> settings,
      int slopes,
      Failures failures) {
    return (number, start, t, end) ->
        new HybridFlow.Walking(
            new AdaptiveWalk(kernels, settings.apply(number), slopes, start, t, end, failures));
  }

  /// With steps of one size.
  ///
  /// @param step `(n, states…, t0, h, environment…)` → `(n + 1, states…)`
  /// @param slopes `(t, states…, environment…)` → slopes
  /// @param cubic `(s, h, states…, slopes…, states after…, slopes after…)` → states
  /// @param dt the size of a member's steps, positive
  /// @param evaluations of the field in a step
  public static HybridFlow.Walks fixed(
      Kernel step, Kernel slopes, Kernel cubic, IntToDoubleFunction dt, int evaluations) {
    FixedWalk.Kernels kernels = new FixedWalk.Kernels(step, slopes, cubic, evaluations);
    return (number, start, t, _) ->
        new HybridFlow.Walking(new FixedWalk(kernels, dt.applyAsDouble(number), start, t));
  }

  /// With steps of one size of a stochastic equation.
  ///
  /// @param step `(states…, t, h, noises…, environment…)` → states after the step
  /// @param dt the size of a member's steps, positive
  /// @param noise of a member; it writes into the slots that it is given
  /// @param slopes evaluations of the drift in a step
  public static HybridFlow.Walks diffusion(
      Kernel step,
      IntToDoubleFunction dt,
      IntFunction<Function<List<Slot>, NoiseSource>> noise,
      int slopes) {
    return (number, start, t, _) ->
        new HybridFlow.Walking(
            new DiffusionWalk(
                step, slopes, dt.applyAsDouble(number), noise.apply(number), start, t));
  }
}
