package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// How the weights of some models stand in one long vector: flattened, one after the other, in the
/// order of their declaration.
///
/// @param size the length of the vector
record Theta(List<Slot> slots, Dim size) {
  /// The place of one weight.
  ///
  /// @param weight its name inside the model, such as `first.W`
  record Slot(String model, String weight, Type type, Dim start) {
    /// The weight in a vector of weights.
    Var of(Var theta, Builder b) {
      return b.reshape(flat(theta, b), type.dims());
    }

    /// The weight as a piece of the vector.
    Var flat(Var theta, Builder b) {
      return b.slice(theta, 0, start, type.count(), 1);
    }

    /// A vector of weights where this one is another.
    Var replaced(Var theta, Var weight, Builder b) {
      Dim end = start.plus(type.count());
      List<Var> pieces = new ArrayList<>();
      if (!start.is(0)) {
        pieces.add(b.slice(theta, 0, Dim.ZERO, start, 1));
      }
      pieces.add(b.reshape(weight, List.of(type.count())));
      if (!end.equals(theta.type().dim(0))) {
        pieces.add(b.slice(theta, 0, end, theta.type().dim(0).minus(end), 1));
      }
      return b.concat(pieces, 0);
    }

    /// The weight at each of many times: from `[T, all weights]` to `[T, …]`.
    Var overTime(Var series, Builder b) {
      Var piece = b.slice(series, 1, start, type.count(), 1);
      return b.reshape(piece, type.under(series.type().dim(0)).dims());
    }

    String name() {
      return model + "." + weight;
    }
  }

  Theta {
    slots = List.copyOf(slots);
  }

  /// The vector of the weights of `models`, which has these names.
  static Theta of(Map<String, SystemInstance> models) {
    List<Slot> slots = new ArrayList<>();
    Dim end = Dim.ZERO;
    for (Map.Entry<String, SystemInstance> model : models.entrySet()) {
      for (Map.Entry<String, Var> weight : Weights.of(model.getValue()).entrySet()) {
        Type type = weight.getValue().type();
        slots.add(new Slot(model.getKey(), weight.getKey(), type, end));
        end = end.plus(type.count());
      }
    }
    return new Theta(slots, end);
  }

  /// The same of those weights alone whose names inside their model are `wanted`.
  Theta only(Predicate<String> wanted) {
    return keeping(slot -> wanted.test(slot.weight()));
  }

  /// The same of the weights of one model.
  Theta ofModel(String name) {
    return keeping(slot -> slot.model().equals(name));
  }

  private Theta keeping(Predicate<Slot> wanted) {
    List<Slot> kept = new ArrayList<>();
    Dim end = Dim.ZERO;
    for (Slot slot : slots) {
      if (wanted.test(slot)) {
        kept.add(new Slot(slot.model(), slot.weight(), slot.type(), end));
        end = end.plus(slot.type().count());
      }
    }
    return new Theta(kept, end);
  }

  /// The weights that `models` have, as a vector.
  Var start(Map<String, SystemInstance> models, Builder b) {
    Map<String, Map<String, Var>> all = new HashMap<>();
    models.forEach((name, model) -> all.put(name, Weights.of(model)));
    List<Var> pieces = new ArrayList<>();
    for (Slot slot : slots) {
      Var weight = all.get(slot.model()).get(slot.weight());
      pieces.add(b.reshape(weight, List.of(weight.type().count())));
    }
    return b.concat(pieces, 0);
  }

  /// The weights of the model `name` in a vector of weights, by their names inside it.
  Map<String, Value> weights(String name, Var theta, Builder b) {
    Map<String, Value> weights = new LinkedHashMap<>();
    slots.stream()
        .filter(slot -> slot.model().equals(name))
        .forEach(slot -> weights.put(slot.weight(), new Value.Array(slot.of(theta, b))));
    return weights;
  }
}
