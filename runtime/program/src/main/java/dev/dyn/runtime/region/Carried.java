package dev.dyn.runtime.region;

import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import java.util.List;

/// A state or output of a system, of one member at one time.
///
/// @param name as messages show it
public record Carried(String name, Elem elem, Shape shape) {
  static List<String> names(List<Carried> all) {
    return all.stream().map(Carried::name).toList();
  }
}
