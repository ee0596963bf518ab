package dev.dyn.runtime.program;

import dev.dyn.runtime.results.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// What a run says in lines of text: printed lines at once, the expectations of an experiment at
/// its end.
public final class RunText implements RunListener {
  private final boolean colour;
  private final boolean quiet;
  private final Consumer<String> out;
  private final List<Expectation> expectations = new ArrayList<>();

  /// @param quiet show only expectations that failed
  /// @param out gets the lines, without their ends
  public RunText(boolean colour, boolean quiet, Consumer<String> out) {
    this.colour = colour;
    this.quiet = quiet;
    this.out = out;
  }

  @Override
  public void printed(String experiment, String line) {
    if (!quiet) out.accept(line);
  }

  @Override
  public void explained(String experiment, String line) {
    out.accept("note: " + line);
  }

  @Override
  public void expectation(String experiment, Expectation expectation) {
    expectations.add(expectation);
  }

  @Override
  public void finished(String experiment, double seconds) {
    var failed = expectations.stream().filter(e -> !e.passed()).toList();
    var shown = quiet ? failed : List.copyOf(expectations);
    new ExpectationTable(colour).lines(shown).forEach(out);
    if (!quiet || !failed.isEmpty()) out.accept(summary(experiment, failed.size(), seconds));
    expectations.clear();
  }

  private String summary(String experiment, int failed, double seconds) {
    String time = String.format(Locale.ROOT, seconds < 1 ? "%.3f s" : "%.2f s", seconds);
    int all = expectations.size();
    if (all == 0) return experiment + ": " + time;
    String what = all == 1 ? " expectation" : " expectations";
    String verdict = failed == 0 ? all + what + " met" : failed + " of " + all + what + " not met";
    return experiment + ": " + verdict + ", " + time;
  }

  /// Shows what a stopped run has left.
  public void end() {
    new ExpectationTable(colour).lines(expectations).forEach(out);
    expectations.clear();
  }
}
