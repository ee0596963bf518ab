package dev.dyn.runtime.kernel;

/// What becomes of each element `x` of a product of matrices when its chain has ended, before it
/// leaves the first-level cache; `e` is the element of another matrix at the same place. A matrix
/// whose rows are 0 apart is one row for all, such as the biases of a layer.
public enum Epilogue {
  /// `x` itself.
  NONE,

  /// `x + e`: a layer without an activation, or one that is added to what it was given.
  ADD,

  /// `relu(x + e)`: 0 where the sum is at most 0, so a NaN stays one.
  ADD_RELU,

  /// `relu(x)`; no other matrix takes part.
  RELU,

  /// 0 where `e` is at most 0, else `x`: the derivative of `relu`, where e is what that gave.
  WHERE_POSITIVE
}
