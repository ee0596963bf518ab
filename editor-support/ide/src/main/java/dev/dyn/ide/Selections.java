package dev.dyn.ide;

import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Node;
import java.util.ArrayList;
import java.util.List;

/// What is selected when a selection is widened step by step.
public final class Selections {
  private Selections() {}

  /// The places around an offset, the smallest first; each holds the one before.
  public static List<Span> at(Snapshot snapshot, int offset) {
    List<Span> places = new ArrayList<>();
    Words.at(snapshot, offset).ifPresent(places::add);
    for (Node node : snapshot.path(offset).reversed()) {
      widen(places, node.span());
    }
    widen(places, snapshot.source().all());
    return places;
  }

  private static void widen(List<Span> places, Span place) {
    if (places.isEmpty()
        || place.contains(places.getLast()) && place.length() > places.getLast().length()) {
      places.add(place);
    }
  }
}
