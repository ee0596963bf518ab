package dev.dyn.compiler.resolve;

import dev.dyn.compiler.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The names of one scope and of those around it.
final class NameTable {
  /// What kind of thing a name was declared as; `FREE` ones may stay unused.
  enum Kind {
    VALUE("value"),
    PARAMETER("parameter"),
    IMPORT("import"),
    FREE("name");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  static final class Entry {
    final Span span;
    final Kind kind;
    boolean used;

    Entry(Span span, Kind kind) {
      this.span = span;
      this.kind = kind;
    }
  }

  private final Optional<NameTable> outer;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  NameTable(Optional<NameTable> outer) {
    this.outer = outer;
  }

  NameTable inner() {
    return new NameTable(Optional.of(this));
  }

  /// Declares a name; gives the earlier declaration in this very scope, if there is one.
  Optional<Entry> declare(String name, Span span, Kind kind) {
    Entry before = entries.get(name);
    if (before != null) {
      return Optional.of(before);
    }
    entries.put(name, new Entry(span, kind));
    return Optional.empty();
  }

  Optional<Entry> find(String name) {
    Entry own = entries.get(name);
    return own != null ? Optional.of(own) : outer.flatMap(table -> table.find(name));
  }

  Map<String, Entry> entries() {
    return entries;
  }

  List<String> allNames() {
    List<String> names = new ArrayList<>(entries.keySet());
    outer.ifPresent(table -> names.addAll(table.allNames()));
    return names;
  }
}
