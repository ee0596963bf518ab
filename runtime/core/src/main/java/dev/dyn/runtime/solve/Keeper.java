package dev.dyn.runtime.solve;

import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Keeps a run between two of its steps, so that it can go on from there after its process has
/// died.
public interface Keeper {
  /// Keeps nothing.
  Keeper NONE =
      new Keeper() {
        @Override
        public Optional<Kept> start() {
          return Optional.empty();
        }

        @Override
        public boolean isDue() {
          return false;
        }

        @Override
        public void keep(long step, Supplier<List<Tensor>> values) {}
      };

  /// A run after `step` steps, with all that it needs to go on.
  record Kept(long step, List<Tensor> values) {
    public Kept {
      values = List.copyOf(values);
    }
  }

  /// Where the run goes on, if it was kept before.
  Optional<Kept> start();

  /// Whether it is time to keep the run.
  boolean isDue();

  /// Keeps the run after `step` steps. The values may be part of what the run goes on writing to:
  /// they are no longer used when this returns.
  void keep(long step, Supplier<List<Tensor>> values);
}
