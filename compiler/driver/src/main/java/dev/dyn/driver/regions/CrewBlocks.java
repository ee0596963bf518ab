package dev.dyn.driver.regions;

import dev.dyn.compiler.batch.Batching;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.SimulateDiffusion;
import dev.dyn.compiler.method.DiffusionSteps;
import dev.dyn.compiler.method.DiffusionSystem;
import java.util.ArrayList;
import java.util.List;

/// The blocks of a stochastic simulation for a crew: so many members at once, one after the other
/// in every tensor. A crew of one is the member itself.
record CrewBlocks(SimulateDiffusion region) {
  /// Entries of the states of a crew: enough that a call is cheap for each, few enough for the
  /// first-level cache.
  private static final long ENTRIES = 512;

  /// How many members run together: one, if their steps or saved times differ.
  int size() {
    if (region.members().isEmpty()) {
      return 1;
    }
    int first = environmentAt() + region.environment().size();
    int last = first + 1 + region.grid().operands().size();
    if (region.members().get().differs().subList(first, last).contains(true)) {
      return 1;
    }
    long each = region.drift().resultTypes().stream().mapToLong(type -> type.count().value()).sum();
    Dim members = region.members().get().size();
    long most = Math.max(1, ENTRIES / Math.max(1, each));
    return (int) (members.isKnown() ? Math.min(most, Math.max(1, members.value())) : most);
  }

  /// What tells the blocks of different crews apart.
  String label() {
    return size() + " " + region.members().map(Region.Members::differs);
  }

  private int environmentAt() {
    return region.states().size();
  }

  /// `(states…, t, h, noises…, environment…)` → states after the step.
  Block step() {
    Block one =
        DiffusionSteps.step(
            region.method(), new DiffusionSystem(region.drift(), region.diffusion()));
    List<Boolean> batched = new ArrayList<>();
    int environment = one.parameters().size() - region.environment().size();
    for (int k = 0; k < one.parameters().size(); k++) {
      boolean isTime = k == environmentAt() || k == environmentAt() + 1;
      batched.add(k < environment ? !isTime : differs(k - environment));
    }
    return batched(one, batched);
  }

  /// `(t, states…, environment…)` → outputs.
  Block outputs() {
    Block one = region.outputs();
    List<Boolean> batched = new ArrayList<>();
    for (int k = 0; k < one.parameters().size(); k++) {
      batched.add(k > 0 && (k <= environmentAt() || differs(k - 1 - environmentAt())));
    }
    return batched(one, batched);
  }

  private boolean differs(int ofEnvironment) {
    return region
        .members()
        .map(members -> members.differs().get(environmentAt() + ofEnvironment))
        .orElse(false);
  }

  private Block batched(Block block, List<Boolean> batched) {
    int size = size();
    return size == 1 ? block : Batching.batch(block, batched, Dim.of(size), Names.after(block));
  }
}
