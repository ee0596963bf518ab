package dev.dyn.compiler.syntax;

import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A tree as text, without places: two programs with the same text mean the same.
public final class TreeText {
  private TreeText() {}

  public static String of(Object node) {
    return switch (node) {
      case Name name -> name.text();
      case Record record -> record(record);
      case List<?> list -> list.stream().map(TreeText::of).toList().toString();
      case Optional<?> optional -> optional.map(TreeText::of).orElse("-");
      case Object plain -> plain.toString();
    };
  }

  private static String record(Record record) {
    var parts = new ArrayList<String>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      if (component.getType() == Span.class || component.getType() == Source.class) continue;
      parts.add(of(value(record, component)));
    }
    return record.getClass().getSimpleName() + "(" + String.join(", ", parts) + ")";
  }

  private static Object value(Record record, RecordComponent component) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
