package dev.dyn.compiler.elaborate;

/// Says that a message has been given and the expression at hand has no value. Caught where the
/// next independent part begins.
final class Reported extends RuntimeException {
  private static final long serialVersionUID = 1;

  Reported() {
    super("", null, false, false);
  }
}
