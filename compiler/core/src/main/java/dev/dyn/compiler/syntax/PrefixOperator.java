package dev.dyn.compiler.syntax;

/// Operators before their operand.
public enum PrefixOperator {
  NEGATE,
  PLUS,
  NOT
}
