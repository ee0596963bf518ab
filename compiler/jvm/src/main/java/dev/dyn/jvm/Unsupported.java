package dev.dyn.jvm;

/// A block that this back end does not compile: a limit of ours, never the user's mistake.
public final class Unsupported extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String what;
  private final int site;

  public Unsupported(String what, int site) {
    super("The bytecode back end does not compile " + what + ".");
    this.what = what;
    this.site = site;
  }

  /// What it does not compile, as a noun: "a region", "a symbolic size".
  public String what() {
    return what;
  }

  /// The offset in the source of the line, -1 where none is known.
  public int site() {
    return site;
  }
}
