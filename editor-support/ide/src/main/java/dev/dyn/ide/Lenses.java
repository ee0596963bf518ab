package dev.dyn.ide;

import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Declaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What can be started from the text: each experiment, and all of them.
public final class Lenses {
  private Lenses() {}

  /// @param experiment the one to run; empty for all
  public record Lens(Span place, String title, Optional<String> experiment) {}

  public static List<Lens> of(Snapshot snapshot) {
    List<Declaration.Experiment> experiments =
        snapshot.module().declarations(Declaration.Experiment.class).toList();
    List<Lens> lenses = new ArrayList<>();
    for (Declaration.Experiment experiment : experiments) {
      Span name = experiment.name().span();
      lenses.add(new Lens(name, "▶ Run", Optional.of(experiment.name().text())));
      if (lenses.size() == 1 && experiments.size() > 1) {
        lenses.add(new Lens(name, "▶ Run all", Optional.empty()));
      }
    }
    return lenses;
  }
}
