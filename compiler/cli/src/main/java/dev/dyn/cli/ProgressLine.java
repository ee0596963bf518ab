package dev.dyn.cli;

import java.util.Locale;

/// One line on a terminal that says how far a long piece of work has come. Nothing shows in the
/// first second, nor where standard error is not a terminal.
final class ProgressLine {
  private static final long PATIENCE = 1_000_000_000L;
  private static final long INTERVAL = 100_000_000L;
  private static final int CELLS = 30;
  private static final String ERASE = "\r\u001B[2K";

  private final Console console;
  private final long begin = System.nanoTime();
  private long last = begin;
  private boolean visible;

  ProgressLine(Console console) {
    this.console = console;
  }

  void show(String what, double fraction) {
    long now = System.nanoTime();
    if (!console.animated() || now - begin < PATIENCE || now - last < INTERVAL) return;
    last = now;
    visible = true;
    double part = Math.clamp(fraction, 0.0, 1.0);
    int full = (int) (part * CELLS);
    String bar = "█".repeat(full) + "░".repeat(CELLS - full);
    String percent = String.format(Locale.ROOT, "%3.0f %%", 100 * part);
    console.err().print(ERASE + what + " " + bar + " " + percent);
    console.err().flush();
  }

  void clear() {
    if (!visible) return;
    visible = false;
    console.err().print(ERASE);
    console.err().flush();
  }
}
