package dev.dyn.ide;

import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Name;
import dev.dyn.compiler.syntax.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The declaration that each name in a file means, in the file itself or in another one. A
/// declaration means itself.
final class Uses {
  private final Map<Span, Span> declarations;

  private final Map<Span, List<Span>> uses = new HashMap<>();

  private Uses(Map<Span, Span> declarations) {
    this.declarations = Collections.unmodifiableMap(declarations);
    declarations.forEach(
        (use, declared) -> uses.computeIfAbsent(declared, _ -> new ArrayList<>()).add(use));
  }

  static Uses of(Snapshot snapshot) {
    Map<Span, Span> declarations = new LinkedHashMap<>();
    Targets targets = new Targets(snapshot);
    snapshot.symbols().keySet().forEach(place -> declarations.put(place, targets.beyond(place)));
    snapshot
        .analysis()
        .bindings()
        .declarations()
        .forEach((use, declared) -> {
          if (use.source().equals(snapshot.source())) {
            declarations.put(use, targets.beyond(declared, use.text()));
            declarations.putIfAbsent(declared, targets.beyond(declared, use.text()));
          }
        });
    Deque<Node> parents = new ArrayDeque<>();
    snapshot.module().declarations().forEach(node -> gather(node, parents, targets, declarations));
    return new Uses(declarations);
  }

  private static void gather(
      Node node, Deque<Node> parents, Targets targets, Map<Span, Span> declarations) {
    if (node instanceof Name name && !declarations.containsKey(name.span())) {
      targets.of(name, parents).ifPresent(found -> declarations.put(name.span(), found));
    }
    parents.push(node);
    Children.of((Record) node).forEach(child -> gather(child, parents, targets, declarations));
    parents.pop();
  }

  /// The use or declaration that an offset touches.
  Optional<Span> at(int offset) {
    return declarations.keySet().stream()
        .filter(place -> place.touches(offset) && !place.isEmpty())
        .min((a, b) -> a.length() - b.length());
  }

  /// The declaration that the name at exactly this place means.
  Optional<Span> declaration(Span use) {
    return Optional.ofNullable(declarations.get(use));
  }

  /// All places that mean a declaration, itself among them if it is in the file.
  List<Span> of(Span declaration) {
    return uses.getOrDefault(declaration, List.of()).stream()
        .sorted((a, b) -> a.start() - b.start())
        .toList();
  }
}
