package dev.dyn.compiler.syntax;

/// The two kinds of range.
public enum RangeKind {
  /// `a..b`, a closed interval of reals.
  CLOSED,
  /// `a..<b`, integers without the last.
  HALF_OPEN
}
