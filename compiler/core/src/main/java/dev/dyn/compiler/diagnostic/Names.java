package dev.dyn.compiler.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// Finds the name the user most likely meant.
public final class Names {
  private Names() {}

  /// The candidate closest to `name`, if it is close: at most a third of the letters differ, and
  /// one or two letters never count as close to something else unless only the case differs. Ties
  /// go to the alphabetically first, so that messages do not depend on the order of a map. If none
  /// is close, it is the only one of several words of which `name` is one: `cosine_decay` for
  /// `cosine`.
  public static Optional<String> closest(String name, Collection<String> candidates) {
    int limit = name.codePointCount(0, name.length()) < 3 ? 0 : Math.max(1, name.length() / 3);
    record Scored(String name, int distance) {}
    return candidates.stream()
        .filter(candidate -> !candidate.equals(name))
        .filter(candidate -> Math.abs(candidate.length() - name.length()) <= limit)
        .map(candidate -> new Scored(candidate, distance(name, candidate)))
        .filter(scored -> scored.distance <= limit)
        .min(Comparator.comparingInt(Scored::distance).thenComparing(Scored::name))
        .map(Scored::name)
        .or(() -> onlyWith(name, candidates));
  }

  private static Optional<String> onlyWith(String word, Collection<String> candidates) {
    if (word.length() < 3) {
      return Optional.empty();
    }
    return only(candidates, c -> c.startsWith(word + "_"))
        .or(() -> only(candidates, c -> c.contains("_") && List.of(c.split("_")).contains(word)));
  }

  private static Optional<String> only(Collection<String> candidates, Predicate<String> fits) {
    List<String> all = candidates.stream().filter(fits).distinct().toList();
    return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
  }

  /// The optimal string alignment distance, ignoring case: insertions, deletions, substitutions and
  /// swaps of neighbours (Damerau 1964; no part is edited twice).
  static int distance(String first, String second) {
    int[] a = first.toLowerCase(Locale.ROOT).codePoints().toArray();
    int[] b = second.toLowerCase(Locale.ROOT).codePoints().toArray();
    int[] older = new int[b.length + 1];
    int[] above = new int[b.length + 1];
    int[] row = new int[b.length + 1];
    for (int j = 0; j <= b.length; j++) above[j] = j;
    for (int i = 1; i <= a.length; i++) {
      row[0] = i;
      for (int j = 1; j <= b.length; j++) {
        int change = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        if (swapped) row[j] = Math.min(row[j], older[j - 2] + 1);
      }
      int[] free = older;
      older = above;
      above = row;
      row = free;
    }
    return above[b.length];
  }
}
