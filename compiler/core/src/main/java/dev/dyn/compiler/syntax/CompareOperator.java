package dev.dyn.compiler.syntax;

/// Comparisons. They do not chain.
public enum CompareOperator {
  EQUAL("=="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_EQUAL("<="),
  GREATER(">"),
  GREATER_EQUAL(">=");

  private final String written;

  CompareOperator(String written) {
    this.written = written;
  }

  /// As in a program.
  public String written() {
    return written;
  }
}
