package dev.dyn.runtime.exec;

/// When a kernel begins to use vectors.
public enum Pace {
  /// When they have become fast. Until HotSpot has compiled it, code with vectors is a hundred
  /// times slower than plain loops.
  WHEN_WARM,
  /// From the first call on: for tests, and for programs that warm up by themselves.
  AT_ONCE
}
