package dev.dyn.runtime.solve;

import java.util.concurrent.atomic.AtomicInteger;

/// Is told how far a run has come. Calls may come from several threads, and not in order.
@FunctionalInterface
public interface Progress {
  /// For runs that nobody watches.
  Progress NONE = fraction -> {};

  /// `fraction` of the work, in 0..1, is done.
  void at(double fraction);

  /// The same, told only of whole thousandths: for callers that would tell too often.
  static Progress coarse(Progress listener) {
    AtomicInteger last = new AtomicInteger(-1);
    return fraction -> {
      int thousandths = (int) (1000 * fraction);
      if (last.get() != thousandths && last.getAndSet(thousandths) != thousandths) {
        listener.at(fraction);
      }
    };
  }
}
