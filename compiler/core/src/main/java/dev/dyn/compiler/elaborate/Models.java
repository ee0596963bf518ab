package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Var;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What models mean at the place where the walk is: training changes that, not the instances. A
/// model that no training has changed means itself.
final class Models {
  private Map<SystemInstance, SystemInstance> trained = Map.of();
  private final Map<Var, LossAt> losses = new HashMap<>();
  private final Modes modes = new Modes();
  private Optional<BatchClock> clock = Optional.empty();

  /// Which network is applied here, and whether it is in training.
  Modes modes() {
    return modes;
  }

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

  /// Which batch it is the turn of, inside a training.
  Optional<BatchClock> clock() {
    return clock;
  }

  /// Runs `work` where it is the turn of another batch.
  <T> T withClock(Optional<BatchClock> other, Supplier<T> work) {
    Optional<BatchClock> before = clock;
    clock = other;
    try {
      return work.get();
    } finally {
      clock = before;
    }
  }

  /// A loss as a function of all weights, and the weights that it was asked at.
  ///
  /// @param block `(weights) → (loss)`, open
  /// @param fresh the same with other draws and another batch
  record LossAt(Block block, Var theta, Fresh fresh) {}

  /// A loss with what a step draws taken from another stream.
  @FunctionalInterface
  interface Fresh {
    Block of(Var stream);
  }

  /// Remembers which function `value` is a value of.
  void remember(Var value, LossAt loss) {
    losses.put(value, loss);
  }

  /// The loss that `value` is, if it is one.
  Optional<LossAt> lossOf(Var value) {
    return Optional.ofNullable(losses.get(value));
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
