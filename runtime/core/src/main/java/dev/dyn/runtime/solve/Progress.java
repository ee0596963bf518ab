package dev.dyn.runtime.solve;

/// Is told how far a run has come. Calls may come from several threads, and not in order.
@FunctionalInterface
public interface Progress {
  /// For runs that nobody watches.
  Progress NONE = fraction -> {};

  /// `fraction` of the work, in 0..1, is done.
  void at(double fraction);
}
