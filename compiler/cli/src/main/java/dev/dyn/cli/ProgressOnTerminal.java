package dev.dyn.cli;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// A progress bar that a thread of its own keeps painting. The first one loads the library.
final class ProgressOnTerminal implements AutoCloseable {
  private static final int STEPS = 10_000;
  private static final int STEPS_PER_CENT = STEPS / 100;
  private static final int INTERVAL_MILLIS = 200;
  private static final String ERASE = "\r\u001B[2K";

  private final PrintStream terminal;
  private final ProgressBar bar;
  private boolean visible;
  private boolean ended;

  /// @param elapsed nanoseconds since the work began
  ProgressOnTerminal(String what, double fraction, long elapsed, PrintStream terminal) {
    this.terminal = terminal;
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(what)
            .setInitialMax(STEPS)
            .setUnit("%", STEPS_PER_CENT)
            .startsFrom(steps(fraction), Duration.ofNanos(elapsed))
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .setUpdateIntervalMillis(INTERVAL_MILLIS)
            .continuousUpdate()
            .setConsumer(new Paint())
            .build();
  }

  private static long steps(double fraction) {
    return (long) (Math.clamp(fraction, 0.0, 1.0) * STEPS);
  }

  /// Whether the bar shows so much more than `fraction` that this is another piece of work, not a
  /// report that another thread has overtaken.
  boolean isFarBeyond(double fraction) {
    return bar.getCurrent() > 2 * steps(fraction) + STEPS_PER_CENT;
  }

  /// Moves the bar on; it does not move back.
  void moveTo(double fraction) {
    long steps = steps(fraction);
    if (steps > bar.getCurrent()) bar.stepTo(steps);
  }

  /// Erases the bar and prints; the bar comes back when it is painted next.
  synchronized void aside(Runnable print) {
    erase();
    print.run();
  }

  private synchronized void erase() {
    if (visible) {
      terminal.print(ERASE);
      terminal.flush();
    }
    visible = false;
  }

  /// Erases the bar for good. Not to be called within `aside`: it waits for the painting thread.
  @Override
  public void close() {
    end();
    bar.close();
  }

  /// Closing, the library would paint once more.
  private synchronized void end() {
    erase();
    ended = true;
  }

  /// What the library paints on. The width comes from the launcher (`dyn.columns`): the library
  /// would open the terminal and set its modes, which stops a run in the background (SIGTTOU).
  private final class Paint extends ConsoleProgressBarConsumer {
    Paint() {
      super(terminal, Integer.getInteger("dyn.columns", 80) - 1);
    }

    @Override
    public void accept(String text) {
      synchronized (ProgressOnTerminal.this) {
        if (ended) return;
        super.accept(text);
        terminal.flush();
        visible = true;
      }
    }

    @Override
    public void close() {
      // It would end the line, but the bar has been erased.
    }
  }
}
