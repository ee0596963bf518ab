package dev.dyn.compiler.elaborate;

/// Calls inside calls beyond the limit; caught by the outermost call.
final class TooDeep extends RuntimeException {
  private static final long serialVersionUID = 1;

  TooDeep() {
    super("", null, false, false);
  }
}
