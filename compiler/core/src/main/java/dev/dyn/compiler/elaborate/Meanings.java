package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/// What the expressions and declared names of a file stand for, by their places: for editors.
///
/// Where a place was elaborated several times, the first meaning counts: that of a declaration
/// checked for all sizes, with named dimensions, comes before those of its calls.
public final class Meanings {
  /// Nothing is known.
  public static final Meanings NONE = new Meanings(Map.of());

  private final Map<Span, Meaning> meanings;

  private Meanings(Map<Span, Meaning> meanings) {
    this.meanings = meanings;
  }

  /// What the expression, or the declared name, at exactly this place stands for.
  public Optional<Meaning> at(Span place) {
    return Optional.ofNullable(meanings.get(place));
  }

  /// Gathers meanings while a program is elaborated.
  public static final class Collector implements Observer {
    private final Source source;
    private final BooleanSupplier isStale;
    private final Map<Span, Meaning> meanings = new HashMap<>();

    /// @param source the file whose places count; not those that it imports
    /// @param isStale whether nobody waits for the result any more
    public Collector(Source source, BooleanSupplier isStale) {
      this.source = source;
      this.isStale = isStale;
    }

    /// @throws CancellationException when the work has become useless
    @Override
    public void saw(Span place, Value value) {
      if (isStale.getAsBoolean()) {
        throw new CancellationException("a newer version of the text is waiting");
      }
      if (place.source() == source && !(value instanceof Value.Invalid)) {
        meanings.computeIfAbsent(place, _ -> new Meaning(value));
      }
    }

    /// What was seen, after the elaboration.
    public Meanings meanings() {
      return new Meanings(Collections.unmodifiableMap(meanings));
    }
  }
}
