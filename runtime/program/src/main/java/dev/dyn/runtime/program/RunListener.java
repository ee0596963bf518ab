package dev.dyn.runtime.program;

import dev.dyn.runtime.results.Expectation;

/// Hears what happens in a run while it happens, on the thread that runs.
public interface RunListener {
  /// An experiment begins.
  default void started(String experiment) {}

  /// A `print` of an experiment; one line without its end.
  default void printed(String experiment, String line) {}

  /// An `expect` has been decided.
  default void expectation(String experiment, Expectation expectation) {}

  /// A choice the compiler made and its reason; told if the options ask for it.
  default void explained(String experiment, String line) {}

  /// How far a piece of work has come, from 0 to 1; not told for short ones.
  default void progress(String what, double fraction) {}

  /// An experiment has ended, after `seconds`.
  default void finished(String experiment, double seconds) {}

  /// Hears nothing.
  static RunListener silent() {
    return new RunListener() {};
  }
}
