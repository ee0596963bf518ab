package dev.dyn.cli;

import dev.dyn.runtime.program.ProgressView;
import java.util.Optional;

/// One line on a terminal that says how far a long experiment has come. Nothing shows in the first
/// second, nor where standard error is not a terminal. May be used from several threads.
final class ProgressLine implements ProgressView {
  private static final long PATIENCE = 1_000_000_000L;

  private final Console console;
  private final boolean shown;
  private long begin = System.nanoTime();
  private Optional<ProgressOnTerminal> bar = Optional.empty();

  /// @param wanted whether the user wants to see it
  ProgressLine(Console console, boolean wanted) {
    this.console = console;
    this.shown = wanted && console.animated();
  }

  /// Says that `fraction`, in 0..1, of `what` is done. An experiment of several pieces starts again
  /// at 0 with each.
  @Override
  public void show(String what, double fraction) {
    if (shown && System.nanoTime() - begin >= PATIENCE) move(what, fraction);
  }

  private synchronized void move(String what, double fraction) {
    if (bar.isPresent() && bar.get().isFarBeyond(fraction)) remove();
    if (bar.isEmpty()) {
      long elapsed = System.nanoTime() - begin;
      bar = Optional.of(new ProgressOnTerminal(what, fraction, elapsed, console.err()));
    }
    bar.get().moveTo(fraction);
  }

  /// Prints what is not progress, with the line out of its way.
  @Override
  public synchronized void aside(Runnable print) {
    if (bar.isPresent()) {
      bar.get().aside(print);
    } else {
      print.run();
    }
  }

  /// Ends an experiment: the line goes, and the next experiment has its own first second.
  @Override
  public synchronized void end() {
    remove();
    begin = System.nanoTime();
  }

  private void remove() {
    bar.ifPresent(ProgressOnTerminal::close);
    bar = Optional.empty();
  }
}
