package dev.dyn.runtime.program;

/// Shows how far a run is, beside what it prints. May be used from several threads.
public interface ProgressView {
  /// Says that `fraction`, in 0..1, of `what` is done.
  void show(String what, double fraction);

  /// Prints what is not progress, with the progress out of its way.
  void aside(Runnable print);

  /// Ends an experiment.
  void end();
}
