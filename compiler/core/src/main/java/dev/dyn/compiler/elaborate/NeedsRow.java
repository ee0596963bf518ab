package dev.dyn.compiler.elaborate;

/// Says that a value which differs from row to row of a sweep is needed before the run, as the size
/// of a tensor or as a number of steps: the sweep then elaborates each row by itself.
final class NeedsRow extends RuntimeException {
  private static final long serialVersionUID = 1;

  NeedsRow() {
    super("", null, false, false);
  }
}
