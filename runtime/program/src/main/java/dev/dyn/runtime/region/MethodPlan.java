package dev.dyn.runtime.region;

/// What a driver has to know of an integration method; its arithmetic is in the kernels.
public sealed interface MethodPlan {
  /// The number of operands of the region that belong to the method.
  int operands();

  /// Equal steps. The operand is the step size.
  ///
  /// @param slopes evaluations of the field in a step
  record Fixed(int slopes) implements MethodPlan {
    @Override
    public int operands() {
      return 1;
    }
  }

  /// Steps that follow the error. The operands are the relative and the absolute tolerance.
  ///
  /// @param slopes evaluations of the field in an attempt, whose first stage is known
  /// @param order of the comparison solution
  /// @param isFirstSameAsLast whether the last stage is the slope after the step
  /// @param hasExtraStages whether times inside steps need further stages
  record Adaptive(int slopes, int order, boolean isFirstSameAsLast, boolean hasExtraStages)
      implements MethodPlan {
    @Override
    public int operands() {
      return 2;
    }
  }
}
