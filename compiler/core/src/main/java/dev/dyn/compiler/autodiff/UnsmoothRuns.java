package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Motion;
import dev.dyn.compiler.ir.Region;
import java.util.List;

/// Runs that have no derivative along one path, however exactly they are simulated.
final class UnsmoothRuns {
  private UnsmoothRuns() {}

  /// What to throw where one differentiates by the times of a run with events, or by what steers
  /// its method.
  static NotDifferentiable steered(int site) {
    return new NotDifferentiable(
        "A run with events has no derivative by its times or by what steers its method.",
        List.of("Its start and end, the saved times, `dt`, `rtol` and `atol` count as given."),
        site);
  }

  /// @throws NotDifferentiable with the reason, if `region` is one of them
  static void refuse(Region.SimulateHybrid region, int site) {
    boolean jumps = !region.firings().isEmpty() || region.motion() instanceof Motion.Waiting;
    if (jumps) {
      throw new NotDifferentiable(
          "A run with jumps has no derivative.",
          List.of(
              "Which jumps fire changes by leaps with the parameters; along one run a derivative"
                  + " would leave out that their chances change too.",
              "Differentiate the equations of the means, or stochastic equations (`dW`) with the"
                  + " same drift and variance; or compare the means of many runs on both sides of"
                  + " the parameter."),
          site);
    }
    if (region.motion() instanceof Motion.Diffusion) {
      throw new NotDifferentiable(
          "A run with noise and events has no derivative.",
          List.of(
              "A noisy path first meets a condition at a time that moves by leaps with the"
                  + " parameters.",
              "Without the events, derivatives follow the path; or compare the means of many runs"
                  + " on both sides of the parameter."),
          site);
    }
  }
}
