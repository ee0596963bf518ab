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
  private boolean allowsRecursion;
  private boolean hasKnownSizes = true;

  /// While a function is checked for all sizes, whether its recursion ends cannot be known; its
  /// calls will tell.
  void allowRecursion() {
    allowsRecursion = true;
    hasKnownSizes = false;
  }

  /// Whether declarations are being checked for all sizes.
  boolean checksAllSizes() {
    return allowsRecursion;
  }

  /// Whether conditions over sizes are decided.
  boolean hasKnownSizes() {
    return hasKnownSizes;
  }

  /// Runs `work`, which checks a declaration without structural parameters: all its sizes are
  /// known, so that recursion that does not end here never ends.
  void withKnownSizes(Runnable work) {
    boolean before = hasKnownSizes;
    hasKnownSizes = true;
    try {
      work.run();
    } finally {
      hasKnownSizes = before;
    }
  }

  /// What `body` gives, one call deeper. Where it has no end, the outermost call fails with what
  /// `endless` gives.
  <T> T inside(Supplier<T> body, Supplier<Reported> endless) {
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
