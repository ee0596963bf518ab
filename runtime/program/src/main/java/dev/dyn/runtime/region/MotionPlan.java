package dev.dyn.runtime.region;

/// How the states of a system with jumps or events move between them.
public sealed interface MotionPlan {
  /// A differential equation. Operands: those of `method`, then those of `grid`.
  ///
  /// @param moving how many of the states, the first ones, have an equation
  record Flow(int moving, MethodPlan method, GridPlan grid) implements MotionPlan {}

  /// Stochastic equations. Operands: the step, those of `grid`, those of `noise`.
  ///
  /// @param moving how many of the states, the first ones, have an equation
  /// @param slopes evaluations of the drift in a step
  /// @param noises how many noises there are
  record Diffusion(int moving, int slopes, int noises, NoiseKind noise, GridPlan grid)
      implements MotionPlan {}

  /// Nothing moves between firings. Operands: those of `grid`.
  record Waiting(GridPlan grid) implements MotionPlan {}

  /// A map, which saves `steps + 1` rows. Operand: how many steps to discard.
  record Steps(int steps) implements MotionPlan {}
}
