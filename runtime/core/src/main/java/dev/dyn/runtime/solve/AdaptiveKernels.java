package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Kernel;
import java.util.Optional;

/// The kernels of an integration whose steps follow the error; all for one member.
///
/// @param start `(t, states…, rtol, atol, environment…)` → `(slopes…, mean square of x, mean square
///   of x')`
/// @param probe `(t, h, states…, slopes…, rtol, atol, environment…)` → mean square of the change of
///   x' over an Euler step
/// @param attempt `(t, h, states…, slopes…, rtol, atol, environment…)` → `(states after…, slopes
///   after…, mean square of the error, stages…)`
/// @param inside what is needed for times inside a step, if there are such
public record AdaptiveKernels(Kernel start, Kernel probe, Kernel attempt, Optional<Inside> inside) {

  /// Dense output.
  ///
  /// @param extra `(t, h, states…, slopes…, stages…, slopes after…, environment…)` → further
  ///   stages, if the method has such
  /// @param at `(s, h, states…, slopes…, stages…, slopes after…, further stages…)` → states at t +
  ///   s*h
  /// @param takesEnd whether the slopes after the step are a parameter of both, not one of the
  ///   stages
  public record Inside(Optional<Kernel> extra, Kernel at, boolean takesEnd) {}
}
