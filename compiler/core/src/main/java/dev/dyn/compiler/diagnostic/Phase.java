package dev.dyn.compiler.diagnostic;

/// When a problem is found. The first digit of a code is the phase.
public enum Phase {
  SYNTAX(1),
  NAMES(2),
  TYPES(3),
  SYSTEMS(4),
  EXPERIMENTS(5),
  UNSUPPORTED(6),
  RUNNING(7),
  COMMAND(8);

  private final int digit;

  Phase(int digit) {
    this.digit = digit;
  }

  /// The first digit of the codes of this phase.
  public int digit() {
    return digit;
  }
}
