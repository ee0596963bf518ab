package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What each definition of a system needs from the others.
///
/// @param of for each definition the names that it uses, and where
record Needs(Map<String, Map<String, Span>> of) {

  /// Definitions that need each other in a circle.
  List<Diagnostic> loops() {
    List<Diagnostic> loops = new ArrayList<>();
    Set<String> done = new HashSet<>();
    for (String start : of.keySet()) {
      search(start, new LinkedHashSet<>(), done, loops);
    }
    return loops;
  }

  private void search(
      String name, LinkedHashSet<String> path, Set<String> done, List<Diagnostic> loops) {
    if (path.contains(name)) {
      loops.add(loop(name, new ArrayList<>(path)));
      return;
    }
    if (!of.containsKey(name) || !done.add(name)) {
      return;
    }
    path.add(name);
    of.get(name).keySet().forEach(next -> search(next, path, done, loops));
    path.remove(name);
  }

  private Diagnostic loop(String name, List<String> path) {
    List<String> loop = new ArrayList<>(path.subList(path.indexOf(name), path.size()));
    List<Span> uses = new ArrayList<>();
    for (int k = 0; k < loop.size(); k++) {
      uses.add(of.get(loop.get(k)).get(loop.get((k + 1) % loop.size())));
    }
    return AlgebraicLoop.of(loop, uses);
  }

  /// `names` and all that needs one of them, directly or not.
  Set<String> grown(Set<String> names) {
    Set<String> all = new HashSet<>(names);
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Map.Entry<String, Map<String, Span>> entry : of.entrySet()) {
        boolean uses = entry.getValue().keySet().stream().anyMatch(all::contains);
        grew |= uses && all.add(entry.getKey());
      }
    }
    return all;
  }
}
