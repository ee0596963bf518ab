package dev.dyn.compiler.ir;

/// How a process that only jumps is run: exactly, firing by firing.
public enum JumpMethod {
  /// One waiting time for all jumps together, then which of them (Gillespie 1977).
  DIRECT("ssa"),
  /// A clock of its own for each jump, of which only the one that rang is wound up again (Gibson
  /// and Bruck 2000, in the internal times of Anderson 2007).
  NEXT_REACTION("next_reaction");

  private final String label;

  JumpMethod(String label) {
    this.label = label;
  }

  /// The name in programs and in printed IR.
  public String label() {
    return label;
  }
}
