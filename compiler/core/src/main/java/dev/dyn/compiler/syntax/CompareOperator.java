package dev.dyn.compiler.syntax;

/// Comparisons. They do not chain.
public enum CompareOperator {
  EQUAL,
  NOT_EQUAL,
  LESS,
  LESS_EQUAL,
  GREATER,
  GREATER_EQUAL
}
