package dev.dyn.compiler.elaborate;

import java.util.function.Supplier;

/// How many calls the walk is inside of, and where it gives up.
final class CallDepth {
  /// Calls of functions inside functions beyond this depth are taken for recursion without end.
  /// Recursion over sizes that are known before the run is fine.
  private static final int DEEPEST_CALLS = 150;

  /// The same where declarations are checked for all sizes: there no condition over sizes is
  /// decided, so recursion never ends.
  private static final int DEEPEST_CALLS_IN_GENERAL = 30;

  private int calls;

  /// What `body` gives, one call deeper. Where it has no end, the outermost call fails with what
  /// `endless` gives.
  <T> T inside(boolean hasKnownSizes, Supplier<T> body, Supplier<Reported> endless) {
    calls++;
    try {
      if (calls > (hasKnownSizes ? DEEPEST_CALLS : DEEPEST_CALLS_IN_GENERAL)) {
        throw new TooDeep();
      }
      return body.get();
    } catch (TooDeep | StackOverflowError deep) {
      if (calls > 1) {
        throw deep;
      }
      throw endless.get();
    } finally {
      calls--;
    }
  }
}
