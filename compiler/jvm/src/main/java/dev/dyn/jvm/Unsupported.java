package dev.dyn.jvm;

/// A block that this back end does not compile: a limit of ours, never the user's mistake.
public final class Unsupported extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String what;

  public Unsupported(String what) {
    super("The bytecode back end does not compile " + what + ".");
    this.what = what;
  }

  /// What it does not compile, as a noun: "a region", "a symbolic size".
  public String what() {
    return what;
  }
}
