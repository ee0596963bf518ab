package dev.dyn.compiler.resolve;

import dev.dyn.compiler.source.Span;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The declaration that each use of a name means, by the place of the use. Built-in names have no
/// declaration.
public record Bindings(Map<Span, Span> declarations) {
  /// No name was looked up.
  public static final Bindings NONE = new Bindings(Map.of());

  public Bindings {
    declarations = Collections.unmodifiableMap(new LinkedHashMap<>(declarations));
  }

  /// The place where the name used at `use` is declared.
  public Optional<Span> declarationOf(Span use) {
    return Optional.ofNullable(declarations.get(use));
  }
}
