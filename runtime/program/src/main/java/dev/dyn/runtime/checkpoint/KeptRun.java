package dev.dyn.runtime.checkpoint;

import dev.dyn.runtime.solve.Keeper;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The checkpoints of one simulation.
public record KeptRun(Checkpoints checkpoints, Place place) implements Keeper {
  @Override
  public Optional<Kept> start() {
    return checkpoints.underWay(place).map(turn -> new Kept(turn.turn(), turn.values()));
  }

  @Override
  public boolean isDue() {
    return checkpoints.areDue();
  }

  @Override
  public void keep(long step, Supplier<List<Tensor>> values) {
    checkpoints.keep(place, new Turn(0, step, values.get()));
  }
}
