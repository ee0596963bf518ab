package dev.dyn.compiler.diagnostic;

/// How much a problem matters: an error stops the program from running, a warning does not.
public enum Severity {
  ERROR("error"),
  WARNING("warning");

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  /// As it stands in front of a message.
  public String word() {
    return word;
  }
}
