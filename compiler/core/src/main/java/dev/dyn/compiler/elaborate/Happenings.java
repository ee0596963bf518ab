package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.Names;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Action;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The jumps and events of a system, in the order of the text.
record Happenings(List<Item.Jump> jumps, List<Item.Event> events) {
  Happenings {
    jumps = List.copyOf(jumps);
    events = List.copyOf(events);
  }

  boolean isEmpty() {
    return jumps.isEmpty() && events.isEmpty();
  }

  private Stream<List<Action>> actions() {
    return Stream.concat(
        jumps.stream().map(Item.Jump::actions), events.stream().map(Item.Event::actions));
  }

  /// The states that some firing or event sets.
  Set<String> assigned() {
    Set<String> assigned = new LinkedHashSet<>();
    actions()
        .flatMap(List::stream)
        .forEach(action -> {
          if (action instanceof Action.Assign assign) {
            assigned.add(assign.target().text());
          }
        });
    return assigned;
  }

  /// What is wrong with the left sides of assignments.
  ///
  /// @param declared where each name of the system is declared
  List<Diagnostic> problems(Map<String, Item.Quantity> states, Map<String, Span> declared) {
    List<Diagnostic> problems = new ArrayList<>();
    actions()
        .forEach(actions -> {
          Map<String, Action.Assign> before = new HashMap<>();
          for (Action action : actions) {
            if (action instanceof Action.Assign assign) {
              target(assign.target(), states, declared, problems);
              twice(assign, before, problems);
            }
          }
        });
    return problems;
  }

  private static void target(
      Name target,
      Map<String, Item.Quantity> states,
      Map<String, Span> declared,
      List<Diagnostic> problems) {
    String name = target.text();
    if (states.containsKey(name)) {
      return;
    }
    Span other = declared.get(name);
    problems.add(
        other == null
            ? Diagnostic.of(
                    NameCodes.UNKNOWN_NAME,
                    "There is no state called `" + name + "`.",
                    target.span())
                .suggestName(Names.closest(name, states.keySet()))
            : Diagnostic.of(
                    SystemCodes.NOT_ASSIGNABLE,
                    "Only a state can be assigned, and `" + name + "` is none.",
                    target.span())
                .relate(other, "`" + name + "` is declared here"));
  }

  /// Entries of a tensor may be set one after the other; a whole state only once, and not beside
  /// its entries.
  private static void twice(
      Action.Assign assign, Map<String, Action.Assign> before, List<Diagnostic> problems) {
    Action.Assign first = before.putIfAbsent(assign.target().text(), assign);
    if (first != null && (first.indices().isEmpty() || assign.indices().isEmpty())) {
      problems.add(
          Diagnostic.of(
                  SystemCodes.TWO_EQUATIONS,
                  "`" + assign.target().text() + "` is set twice in one firing.",
                  assign.span())
              .relate(first.span(), "the first time is here")
              .note("All right sides see the state before the firing, so one of both is lost."));
    }
  }
}
