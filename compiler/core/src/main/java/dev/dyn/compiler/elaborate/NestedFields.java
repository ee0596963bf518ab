package dev.dyn.compiler.elaborate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Records whose fields have names such as `a.x`: `a` is a record with the field `x`.
final class NestedFields {
  private NestedFields() {}

  /// The record of `fields`, with a record inside for each part.
  static Value.Record nested(Map<String, Value> fields) {
    Map<String, Value> own = new LinkedHashMap<>();
    Map<String, Map<String, Value>> parts = new LinkedHashMap<>();
    fields.forEach((name, value) -> {
      int dot = name.indexOf('.');
      if (dot < 0) {
        own.put(name, value);
      } else {
        String part = name.substring(0, dot);
        own.putIfAbsent(part, Value.INVALID); // keeps the place
        parts.computeIfAbsent(part, _ -> new LinkedHashMap<>()).put(name.substring(dot + 1), value);
      }
    });
    parts.forEach((part, inner) -> own.put(part, listed(nested(inner))));
    return new Value.Record(own);
  }

  /// A record whose fields are called 0, 1, … is a list, as those of `blocks.0`, `blocks.1` are.
  static Value listed(Value.Record record) {
    List<String> places =
        IntStream.range(0, record.fields().size()).mapToObj(Integer::toString).toList();
    return !places.isEmpty() && places.equals(List.copyOf(record.fields().keySet()))
        ? new Value.Tuple(List.copyOf(record.fields().values()))
        : record;
  }

  /// The fields of a record by their names, those of records inside as `a.x`.
  static Map<String, Value> flat(Map<String, Value> fields) {
    Map<String, Value> all = new LinkedHashMap<>();
    fields.forEach((name, value) -> {
      all.putAll(flat(name, value));
    });
    return all;
  }

  private static Map<String, Value> flat(String name, Value value) {
    Map<String, Value> all = new LinkedHashMap<>();
    if (value instanceof Value.Record(var inner)) {
      flat(inner).forEach((field, leaf) -> all.put(name + "." + field, leaf));
    } else if (value instanceof Value.Tuple(var list)) {
      for (int k = 0; k < list.size(); k++) {
        all.putAll(flat(name + "." + k, list.get(k)));
      }
    } else {
      all.put(name, value);
    }
    return all;
  }
}
