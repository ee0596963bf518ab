package dev.dyn.compiler.elaborate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What names mean at a place: a chain of tables, the innermost first. A meaning may be worked out
/// on first use, so that the order of declarations does not matter.
final class Scope {
  private final Optional<Scope> outer;
  private final Map<String, Supplier<Value>> meanings = new HashMap<>();

  private Scope(Optional<Scope> outer) {
    this.outer = outer;
  }

  static Scope top() {
    return new Scope(Optional.empty());
  }

  Scope inner() {
    return new Scope(Optional.of(this));
  }

  Scope with(String name, Value value) {
    Scope scope = inner();
    scope.define(name, value);
    return scope;
  }

  void define(String name, Value value) {
    meanings.put(name, () -> value);
  }

  /// Gives `name` a meaning that is worked out when it is first asked for, and then kept.
  void defineLazily(String name, Supplier<Value> meaning) {
    meanings.put(name, new Once(meaning));
  }

  Optional<Value> find(String name) {
    for (Optional<Scope> scope = Optional.of(this); scope.isPresent(); scope = scope.get().outer) {
      Supplier<Value> meaning = scope.get().meanings.get(name);
      if (meaning != null) {
        return Optional.of(meaning.get());
      }
    }
    return Optional.empty();
  }

  /// All names that mean something here, for suggestions.
  List<String> names() {
    List<String> names = new ArrayList<>(meanings.keySet());
    outer.ifPresent(scope -> names.addAll(scope.names()));
    return names;
  }

  private static final class Once implements Supplier<Value> {
    private final Supplier<Value> meaning;
    private Optional<Value> known = Optional.empty();

    Once(Supplier<Value> meaning) {
      this.meaning = meaning;
    }

    @Override
    public Value get() {
      if (known.isEmpty()) {
        known = Optional.of(meaning.get());
      }
      return known.get();
    }
  }
}
