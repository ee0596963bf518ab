package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Name;

/// Shows an observer, if there is one, what is elaborated.
final class Observed {
  private Observer observer = Observer.NONE;

  /// From now on `other` sees it.
  void by(Observer other) {
    observer = other;
  }

  /// The value of the expression at `place`, which it gives back.
  Value saw(Span place, Value value) {
    observer.saw(place, value);
    return value;
  }

  /// What a declared name stands for.
  void declared(Name name, Value value) {
    observer.saw(name.span(), value);
  }
}
