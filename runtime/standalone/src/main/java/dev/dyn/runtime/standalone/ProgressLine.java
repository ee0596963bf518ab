package dev.dyn.runtime.standalone;

import dev.dyn.runtime.program.ProgressView;
import java.io.PrintStream;

/// One line on a terminal that says how far a long experiment has come. Nothing shows in the first
/// second. May be used from several threads.
///
/// It goes to the stream of the results, so that both come in order: standard error takes a longer
/// way, through the launcher.
final class ProgressLine implements ProgressView {
  private static final long PATIENCE = 1_000_000_000L;
  private static final long INTERVAL = 200_000_000L;
  private static final String ERASE = "\r\u001B[2K";
  private static final int WIDTH = 30;

  private final PrintStream terminal;
  private final boolean isShown;
  private long begin = System.nanoTime();
  private long painted = begin;
  private boolean isVisible;

  ProgressLine(PrintStream terminal, boolean isShown) {
    this.terminal = terminal;
    this.isShown = isShown;
  }

  /// Says that `fraction`, in 0..1, of `what` is done.
  @Override
  public synchronized void show(String what, double fraction) {
    long now = System.nanoTime();
    if (isShown && now - begin >= PATIENCE && now - painted >= INTERVAL) {
      int full = (int) (Math.clamp(fraction, 0.0, 1.0) * WIDTH);
      String bar = "█".repeat(full) + "░".repeat(WIDTH - full);
      long percent = Math.round(100 * Math.clamp(fraction, 0.0, 1.0));
      long seconds = (now - begin) / 1_000_000_000L;
      terminal.print(ERASE + what + " " + bar + " " + percent + "% " + seconds + " s");
      terminal.flush();
      painted = now;
      isVisible = true;
    }
  }

  /// Prints what is not progress, with the line out of its way; it comes back with the next report.
  @Override
  public synchronized void aside(Runnable print) {
    erase();
    print.run();
  }

  /// Ends an experiment: the line goes, and the next one has its own first second.
  @Override
  public synchronized void end() {
    erase();
    begin = System.nanoTime();
  }

  private void erase() {
    if (isVisible) {
      terminal.print(ERASE);
      terminal.flush();
    }
    isVisible = false;
  }
}
