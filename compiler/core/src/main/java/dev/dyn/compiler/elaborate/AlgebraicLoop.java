package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;

/// The message about definitions that need each other in a circle.
final class AlgebraicLoop {
  /// Of longer loops, through large arrays of parts, only the first and the last names are shown.
  private static final int MOST_SHOWN = 12;

  private AlgebraicLoop() {}

  /// @param loop the definitions, each of which needs the next one, the last the first
  /// @param uses where each of them uses the one that it needs
  static Diagnostic of(List<String> loop, List<Span> uses) {
    List<String> shown = loop.stream().map(AlgebraicLoop::shown).toList();
    List<String> closed = new ArrayList<>(shown);
    closed.add(shown.getFirst());
    Diagnostic problem =
        Diagnostic.of(
            SystemCodes.ALGEBRAIC_LOOP,
            loop.size() == 1
                ? shown.getFirst() + " is defined by itself."
                : "These definitions need each other: "
                    + String.join(" → ", shortened(closed))
                    + ".",
            uses.getFirst(),
            closed.get(0) + " needs " + closed.get(1));
    for (int k = 1; k < Math.min(loop.size(), MOST_SHOWN); k++) {
      problem = problem.relate(uses.get(k), closed.get(k) + " needs " + closed.get(k + 1));
    }
    return problem;
  }

  private static List<String> shortened(List<String> names) {
    if (names.size() <= MOST_SHOWN + 1) {
      return names;
    }
    List<String> some = new ArrayList<>(names.subList(0, MOST_SHOWN / 2));
    some.add("…");
    some.addAll(names.subList(names.size() - MOST_SHOWN / 2, names.size()));
    return some;
  }

  private static String shown(String name) {
    return "`" + (name.startsWith("next ") ? "next(" + name.substring(5) + ")" : name) + "`";
  }
}
