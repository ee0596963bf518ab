package dev.dyn.driver.regions;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.StructuralEquality;
import dev.dyn.driver.Engine;
import dev.dyn.runtime.exec.Kernel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The kernels made so far. A region that runs again, as in a loop, finds its own, and so does
/// another region of the same system: code that is shared is warm.
///
/// Kernels are found by a block of the program and a role in a method, such as "attempt tsit5", and
/// then by what they compute.
final class KernelStore {
  /// Up to so many entries in all lines, walking a block a few times is faster than compiling it.
  private static final long SMALL_ENTRIES = 20_000;

  private final Engine engine;
  private final Evaluator evaluator;
  private final Map<Key, Made> made = new HashMap<>();
  private final Map<Key, Optional<Kernel>> walked = new HashMap<>();

  KernelStore(Engine engine, Evaluator evaluator) {
    this.engine = engine;
    this.evaluator = evaluator;
  }

  private record Made(Block block, Map<Integer, Kernel> kernels) {}

  /// Blocks are compared by identity: comparing them by their lines would take longer than making
  /// them.
  private static final class Key {
    private final Block owner;
    private final String role;

    Key(Block owner, String role) {
      this.owner = owner;
      this.role = role;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && owner == that.owner && role.equals(that.role);
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(owner) + role.hashCode();
    }
  }

  /// A kernel of the block that `make` gives, for one member.
  Kernel single(Block owner, String role, Supplier<Block> make) {
    return withLanes(owner, role, 1, make);
  }

  /// A kernel that will run `times` times: for few times it is not worth compiling, unless it is
  /// large.
  synchronized Kernel few(Block owner, String role, int times, Supplier<Block> make) {
    return times > 2 || made.containsKey(new Key(owner, role))
        ? single(owner, role, make)
        : walked
            .computeIfAbsent(new Key(owner, role), _ -> walked(make.get()))
            .orElseGet(() -> single(owner, role, make));
  }

  private Optional<Kernel> walked(Block block) {
    long entries =
        block.lets().stream()
            .flatMap(let -> let.targets().stream())
            .mapToLong(v -> v.type().isKnown() ? v.type().count().value() : SMALL_ENTRIES + 1)
            .sum();
    return entries <= SMALL_ENTRIES ? Optional.of(evaluator.asKernel(block)) : Optional.empty();
  }

  synchronized Kernel withLanes(Block owner, String role, int lanes, Supplier<Block> make) {
    Made entry = entry(owner, role, make);
    return entry.kernels.computeIfAbsent(lanes, n -> engine.compile(entry.block, n));
  }

  /// How many of `members` a kernel should treat at once.
  synchronized int lanes(Block owner, String role, int members, Supplier<Block> make) {
    return members == 1 ? 1 : engine.preferredLanes(entry(owner, role, make).block);
  }

  private Made entry(Block owner, String role, Supplier<Block> make) {
    return made.computeIfAbsent(
        new Key(owner, role), _ -> shared(Preparation.optimized(make.get())));
  }

  private Made shared(Block block) {
    for (Made other : made.values()) {
      if (StructuralEquality.same(other.block, block)) {
        return other;
      }
    }
    return new Made(block, new HashMap<>());
  }
}
