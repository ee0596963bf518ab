package dev.dyn.runtime.region;

/// What a kernel does in a region. Parameters and results of each are documented where the kernel
/// is used: [dev.dyn.runtime.solve.AdaptiveKernels], [dev.dyn.runtime.solve.FixedStepFlow],
/// [dev.dyn.runtime.analysis.TangentIteration].
public enum Role {
  /// The outputs of a system.
  OUTPUTS,
  /// A step of fixed size, or of a map.
  STEP,
  /// Slopes and sizes at the start of an adaptive run.
  START,
  /// An Euler step that measures how fast slopes change.
  PROBE,
  /// An adaptive step without what dense output needs.
  ATTEMPT,
  /// An adaptive step that keeps its stages.
  ATTEMPT_WITH_STAGES,
  /// Further stages for dense output.
  EXTRA_STAGES,
  /// The states at a time inside a step.
  INSIDE,
  /// A step of states and tangent vectors.
  TANGENT_STEP,
  /// Tangent vectors and slopes after an adaptive step.
  RENEWED,
  /// What is carried from firing to firing of a process that only jumps.
  BEGIN_JUMPS,
  /// The next firing of such a process.
  JUMP,
  /// `(t, states…, environment…)` → a truth value for each event.
  GUARDS,
  /// `(t, states…, environment…)` → the rate of each jump.
  RATES,
  /// `(which, t, stream, states…, environment…)` → the states after jump number `which`.
  FIRE,
  /// `(which, t, stream, states…, environment…)` → the states after event number `which`.
  ACT,
  /// `(t, states…, environment…)` → how deep the state lies in the condition of each event, then
  /// how fast it goes deeper.
  DEPTHS,
  /// `(t, states…, environment…)` → the slopes of the states that move.
  SLOPES,
  /// `(vectors…)` → `(orthonormal vectors…, logarithms of the lengths)`.
  ORTHONORMAL
}
