package dev.dyn.compiler.syntax;

/// Operators before their operand.
public enum PrefixOperator {
  NEGATE("-"),
  PLUS("+"),
  NOT("not");

  private final String written;

  PrefixOperator(String written) {
    this.written = written;
  }

  /// As in a program.
  public String written() {
    return written;
  }
}
