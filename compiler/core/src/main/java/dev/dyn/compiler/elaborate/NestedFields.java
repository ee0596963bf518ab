package dev.dyn.compiler.elaborate;

import java.util.LinkedHashMap;
import java.util.Map;

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
    parts.forEach((part, inner) -> own.put(part, nested(inner)));
    return new Value.Record(own);
  }

  /// The fields of a record by their names, those of records inside as `a.x`.
  static Map<String, Value> flat(Map<String, Value> fields) {
    Map<String, Value> all = new LinkedHashMap<>();
    fields.forEach((name, value) -> {
      if (value instanceof Value.Record(var inner)) {
        flat(inner).forEach((field, leaf) -> all.put(name + "." + field, leaf));
      } else {
        all.put(name, value);
      }
    });
    return all;
  }
}
