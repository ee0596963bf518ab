package dev.dyn.compiler.batch;

/// A block that cannot be done for many elements at once. The front end refuses loops that would
/// lead here.
public final class NotBatchable extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotBatchable(String what) {
    super(what, null, false, false);
  }
}
