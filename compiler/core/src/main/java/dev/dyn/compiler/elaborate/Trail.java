package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The definitions that are being worked out now, each because the one before needs it. Where one
/// comes up again, they need each other in a circle. What parts of systems need from each other
/// shows only so, because it depends on what they are.
final class Trail {
  /// Each definition with the place that asked for it.
  private final Map<String, Span> open = new LinkedHashMap<>();

  /// The value of the definition `name`; invalid after a message.
  Value follow(Elaborator elaborator, String name, Supplier<Value> work) {
    Span use = elaborator.here();
    if (open.containsKey(name)) {
      elaborator.report(loop(name, use));
      return Value.INVALID;
    }
    open.put(name, use);
    try {
      return elaborator.guarded(work);
    } finally {
      open.remove(name);
    }
  }

  private Diagnostic loop(String name, Span use) {
    List<String> names = new ArrayList<>(open.keySet());
    List<Span> places = new ArrayList<>(open.values());
    int first = names.indexOf(name);
    List<Span> uses = new ArrayList<>(places.subList(first + 1, places.size()));
    uses.add(use);
    return AlgebraicLoop.of(names.subList(first, names.size()), uses);
  }
}
