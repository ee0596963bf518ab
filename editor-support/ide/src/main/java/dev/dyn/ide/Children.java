package dev.dyn.ide;

import dev.dyn.compiler.syntax.Initial;
import dev.dyn.compiler.syntax.Node;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The nodes that stand directly in a node. All nodes are records, so their components are asked
/// for: a new construct needs nothing here.
final class Children {
  private static final ClassValue<List<MethodHandle>> PARTS =
      new ClassValue<>() {
        @Override
        protected List<MethodHandle> computeValue(Class<?> type) {
          List<MethodHandle> parts = new ArrayList<>();
          for (RecordComponent component : type.getRecordComponents()) {
            Class<?> part = component.getType();
            if (holdsNodes(part)) {
              parts.add(reader(component));
            }
          }
          return parts;
        }
      };

  private Children() {}

  private static boolean holdsNodes(Class<?> part) {
    return Node.class.isAssignableFrom(part)
        || Initial.class.isAssignableFrom(part)
        || part == Optional.class
        || part == List.class;
  }

  private static MethodHandle reader(RecordComponent component) {
    try {
      return MethodHandles.publicLookup().unreflect(component.getAccessor());
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// The children, in the order of the declaration of the record, which is that of the text.
  static List<Node> of(Record node) {
    List<Node> children = new ArrayList<>();
    parts(node, children::add);
    return children;
  }

  private static void parts(Record node, Consumer<Node> visit) {
    for (MethodHandle part : PARTS.get(node.getClass())) {
      try {
        value(part.invoke(node), visit);
      } catch (Throwable impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  private static void value(Object value, Consumer<Node> visit) {
    switch (value) {
      case Node node -> visit.accept(node);
      case Optional<?> optional -> optional.ifPresent(inner -> value(inner, visit));
      case List<?> list -> list.forEach(inner -> value(inner, visit));
      case Initial initial -> initial.expression().ifPresent(visit);
      default -> {} // documentation, numbers, words
    }
  }
}
