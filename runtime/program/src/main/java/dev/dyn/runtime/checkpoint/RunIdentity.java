package dev.dyn.runtime.checkpoint;

import dev.dyn.runtime.results.Digests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/// All that the numbers of a run depend on, by name: the digests of its texts and data, its seed,
/// its parameters, the version of Dyn. A checkpoint serves the run that has the same.
public record RunIdentity(SequencedMap<String, String> facts) {
  /// Longer facts are digests, which nobody wants to read.
  private static final int MOST_SHOWN = 40;

  public RunIdentity {
    facts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(facts));
  }

  /// SHA-256 of all facts.
  byte[] digest() {
    return Digests.sha256().digest(text().getBytes(StandardCharsets.UTF_8));
  }

  /// A line for each fact; neither names nor values hold tabulators or line ends.
  String text() {
    StringBuilder text = new StringBuilder();
    facts.forEach(
        (name, value) -> text.append(plain(name)).append('\t').append(plain(value)).append('\n'));
    return text.toString();
  }

  static RunIdentity of(String text) {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      int at = line.indexOf('\t');
      facts.put(at < 0 ? line : line.substring(0, at), at < 0 ? "" : line.substring(at + 1));
    }
    return new RunIdentity(facts);
  }

  /// What is other here than in the run that kept a checkpoint, in sentences.
  List<String> differencesFrom(RunIdentity kept) {
    Set<String> names = new TreeSet<>(facts.keySet());
    names.addAll(kept.facts.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String before = kept.facts.getOrDefault(name, "none");
      String now = plain(facts.getOrDefault(name, "none"));
      if (before.equals(now)) {
        continue;
      }
      boolean isShown = before.length() < MOST_SHOWN && now.length() < MOST_SHOWN;
      differences.add(
          isShown
              ? "The " + name + " was " + before + " there, and is " + now + " here."
              : "The " + name + " is not the same.");
    }
    return differences;
  }

  private static String plain(String text) {
    return text.replaceAll("[\\t\\r\\n]+", " ");
  }
}
