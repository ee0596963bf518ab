package dev.dyn.compiler.ir;

/// The supply of fresh variables for one program. Numbers grow in the order of asking, so the same
/// program gets the same numbers on every run. Not for use by several threads.
public final class Names {
  private int next;

  public Names() {
    this(0);
  }

  /// A supply that starts at `first`: for a program that was read from text and has numbers
  /// already.
  public Names(int first) {
    next = first;
  }

  public Var fresh(String name, Type type) {
    return new Var(next++, name, type);
  }

  public Var freshLike(Var var) {
    return fresh(var.name(), var.type());
  }
}
