package dev.dyn.driver;

import java.util.function.Supplier;

/// Runs work that nests as deeply as a program does. How much of the caller's stack is left, and
/// how much of it each call takes, differs from run to run; which programs are refused must not. So
/// the work gets a thread with a stack on which only the compiler's own limits count.
final class DeepStack {
  /// Reserved, not used: a page counts once it is touched.
  private static final long BYTES = 512L << 20;

  private DeepStack() {}

  /// What `work` gives or throws. An interrupt of the caller is handed on to the work.
  static <T> T call(Supplier<T> work) {
    Call<T> call = new Call<>(work);
    Thread thread = new Thread(null, call, "dyn-compiler", BYTES);
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException _) {
        interrupted = true;
        thread.interrupt();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return call.outcome.get();
  }

  private static final class Call<T> implements Runnable {
    private final Supplier<T> work;
    private Supplier<T> outcome;

    Call(Supplier<T> work) {
      this.work = work;
      this.outcome = work;
    }

    @Override
    public void run() {
      try {
        T result = work.get();
        outcome = () -> result;
      } catch (RuntimeException failure) {
        outcome =
            () -> {
              throw failure;
            };
      } catch (Error failure) {
        outcome =
            () -> {
              throw failure;
            };
      }
    }
  }
}
