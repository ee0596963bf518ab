package dev.dyn.compiler.elaborate;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/// What models mean at the place where the walk is: training changes that, not the instances. A
/// model that no training has changed means itself.
final class Models {
  private Map<SystemInstance, SystemInstance> trained = Map.of();

  /// `model` with the weights that it has here.
  SystemInstance current(SystemInstance model) {
    return trained.getOrDefault(model, model);
  }

  /// From now on, to the end of the block that is being written, `model` means `other`, and so do
  /// its layers.
  void replace(SystemInstance model, SystemInstance other) {
    Map<SystemInstance, SystemInstance> now = new IdentityHashMap<>(trained);
    replace(now, model, other);
    trained = now;
  }

  private static void replace(
      Map<SystemInstance, SystemInstance> table, SystemInstance model, SystemInstance other) {
    if (model == other || table.get(model) == other) {
      return;
    }
    table.put(model, other);
    Map<String, SystemInstance> layers = Weights.layers(other);
    Weights.layers(model).forEach((name, layer) -> replace(table, layer, layers.get(name)));
  }

  /// All that is meant now, to come back to it.
  Map<SystemInstance, SystemInstance> table() {
    return trained;
  }

  void restore(Map<SystemInstance, SystemInstance> table) {
    trained = table;
  }

  /// What can be called, if `value` can: a function, or a network that applies its `forward`.
  static Optional<Callable> callable(Value value) {
    return switch (value) {
      case Value.Function(var callable) -> Optional.of(callable);
      case Value.Instance(var model) when model.model().learning().forward().isPresent() ->
          Optional.of(new ModelCallable(model));
      case Value.Part(var view) ->
          view.single().flatMap(part -> callable(new Value.Instance(part)));
      case Value _ -> Optional.empty();
    };
  }
}
