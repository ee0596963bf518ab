package dev.dyn.compiler.syntax;

/// Operators with two sides that give a value of arithmetic or logic. Comparisons and ranges are
/// nodes of their own.
public enum BinaryOperator {
  POWER("^"),
  MULTIPLY("*"),
  DIVIDE("/"),
  MATMUL("@"),
  DIV("div"),
  MOD("mod"),
  ADD("+"),
  SUBTRACT("-"),
  AND("and"),
  OR("or");

  private final String written;

  BinaryOperator(String written) {
    this.written = written;
  }

  /// As in a program.
  public String written() {
    return written;
  }
}
