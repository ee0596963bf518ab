package dev.dyn.ide;

import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Declaration;
import java.util.List;
import java.util.Optional;

/// Where a further import belongs.
final class Imports {
  private Imports() {}

  /// The edit that imports a module of the library; empty if it is imported or its name is taken.
  static Optional<Edit> edit(Snapshot snapshot, String module) {
    String last = module.substring(module.lastIndexOf('.') + 1);
    boolean isTaken =
        snapshot.outline().stream().anyMatch(symbol -> symbol.name().text().equals(last));
    if (isTaken) {
      return Optional.empty();
    }
    String line = "import " + module + "\n";
    List<Span> imports =
        snapshot.module().declarations().stream()
            .filter(d -> d instanceof Declaration.Import || d instanceof Declaration.ImportFile)
            .map(Declaration::span)
            .toList();
    if (!imports.isEmpty()) {
      return Optional.of(new Edit(imports.getLast().after(), "\n" + line.strip()));
    }
    int start = header(snapshot);
    String between = snapshot.module().declarations().isEmpty() ? "" : "\n";
    return Optional.of(new Edit(snapshot.source().span(start, start), line + between));
  }

  /// The end of the comment at the top that an empty line parts from the rest.
  private static int header(Snapshot snapshot) {
    String text = snapshot.source().text();
    int offset = 0;
    while (offset < text.length()) {
      int end = text.indexOf('\n', offset);
      String line = end < 0 ? text.substring(offset) : text.substring(offset, end);
      if (line.isBlank()) {
        return end < 0 ? 0 : end + 1;
      }
      if (!line.startsWith("//") || end < 0) {
        return 0;
      }
      offset = end + 1;
    }
    return 0;
  }
}
