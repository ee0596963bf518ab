package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// The open blocks of a system with jumps or events. States stand in the order of `order`: those
/// with an equation first.
///
/// @param motion `(t or n, states…) →` derivatives of the states that move, or all next states
/// @param noise of stochastic equations, of which `motion` is the drift
/// @param rates `(t, states…)` → an f64 scalar for each jump
/// @param guards `(t or n, states…)` → a truth value for each event
/// @param firings `(t, stream, taken, states…) → states…` for each jump
/// @param actions the same for each event
record HybridBlocks(
    List<String> order,
    Block motion,
    Optional<NoiseBlock> noise,
    Block outputs,
    Block rates,
    Block guards,
    List<Block> firings,
    List<Block> actions) {

  /// How noise moves the states that move.
  ///
  /// @param diffusion `(t, moving states…, noises…, waiting states…)` → what the growth of the
  ///   noises adds to each moving state
  record NoiseBlock(Block diffusion, List<Noise> noises) {
    private NoiseBlock by(Order order) {
      int moving = diffusion.results().size();
      List<Var> given = diffusion.parameters();
      int states = 1 + order.wanted.size();
      List<Var> ordered = order.states(given.subList(1, states));
      List<Var> parameters = new ArrayList<>(List.of(given.getFirst()));
      parameters.addAll(ordered.subList(0, moving));
      parameters.addAll(given.subList(states, given.size()));
      parameters.addAll(ordered.subList(moving, ordered.size()));
      return new NoiseBlock(new Block(parameters, diffusion.lets(), diffusion.results()), noises);
    }
  }

  private record Moving(Block block, Optional<NoiseBlock> noise) {}

  private static Moving moving(Elaborator elaborator, SystemInstance system) {
    if (!system.isDiffusion()) {
      return new Moving(new SystemBlocks(elaborator, system).motion(), Optional.empty());
    }
    Increments increments = Increments.of(elaborator, system);
    return new Moving(
        increments.drift(),
        Optional.of(new NoiseBlock(increments.diffusion(), increments.noises())));
  }

  /// Traces all blocks of `system`; mistakes in one do not keep those in others from being found.
  static HybridBlocks of(Elaborator elaborator, SystemInstance system) {
    List<InnerSystem> all = InnerSystem.of(system);
    List<String> order = new ArrayList<>();
    List<String> states = List.copyOf(system.starts().keySet());
    states.stream().filter(system::hasEquation).forEach(order::add);
    states.stream().filter(s -> !system.hasEquation(s)).forEach(order::add);
    Mistakes mistakes = new Mistakes();
    var motion = mistakes.noting(() -> moving(elaborator, system));
    var outputs = mistakes.noting(() -> new SystemBlocks(elaborator, system).outputs());
    var rates = mistakes.noting(() -> rates(elaborator, system, all));
    var guards = mistakes.noting(() -> guards(elaborator, system, all));
    List<Block> firings = new ArrayList<>();
    List<Block> actions = new ArrayList<>();
    for (InnerSystem inner : all) {
      for (Item.Jump jump : inner.happenings().jumps()) {
        mistakes
            .noting(() -> Firing.block(system, inner, elaborator, jump.actions()))
            .ifPresent(firings::add);
      }
      for (Item.Event event : inner.happenings().events()) {
        mistakes
            .noting(() -> Firing.block(system, inner, elaborator, event.actions()))
            .ifPresent(actions::add);
      }
    }
    mistakes.stop();
    Order by = new Order(states, order);
    return new HybridBlocks(
        order,
        system.isMap() ? by.all(motion.get().block(), 1) : by.parameters(motion.get().block(), 1),
        motion.get().noise().map(noise -> noise.by(by)),
        by.parameters(outputs.get(), 1),
        by.parameters(rates.get(), 1),
        by.parameters(guards.get(), 1),
        firings.stream().map(block -> by.all(block, 3)).toList(),
        actions.stream().map(block -> by.all(block, 3)).toList());
  }

  /// The same blocks closed over one environment, which is given back by `environment`.
  HybridBlocks closed(Elaborator elaborator, List<Var> environment) {
    UnaryOperator<Block> close = b -> Blocks.closeOver(b, environment, elaborator.names());
    return new HybridBlocks(
        order,
        close.apply(motion),
        noise.map(n -> new NoiseBlock(close.apply(n.diffusion()), n.noises())),
        close.apply(outputs),
        close.apply(rates),
        close.apply(guards),
        firings.stream().map(close).toList(),
        actions.stream().map(close).toList());
  }

  /// What the blocks take from outside.
  List<Var> environment() {
    Set<Var> captured = new LinkedHashSet<>();
    List<Block> all = new ArrayList<>(List.of(motion, outputs, rates, guards));
    noise.ifPresent(n -> all.add(n.diffusion()));
    all.addAll(firings);
    all.addAll(actions);
    all.forEach(block -> captured.addAll(Blocks.freeVariables(block)));
    return List.copyOf(captured);
  }

  /// Whether rates or events depend on the time itself, not only through states.
  boolean watchesTime() {
    return needsTime(rates) || needsTime(guards);
  }

  private static Block rates(Elaborator elaborator, SystemInstance system, List<InnerSystem> all) {
    return new SystemBlocks(elaborator, system)
        .atOneTime(moment -> {
          List<Var> rates = new ArrayList<>();
          Mistakes mistakes = new Mistakes();
          for (InnerSystem inner : all) {
            Scope scope = moment.at(inner.path()).scope();
            for (Item.Jump jump : inner.happenings().jumps()) {
              mistakes.noting(() -> {
                Value value = elaborator.valid(jump.rate(), scope);
                Var rate = elaborator.numbers().realScalar(value, "rate", jump.rate().span());
                elaborator.builder().at(jump.rate().span().start());
                rates.add(elaborator.builder().convert(rate, Elem.F64));
                return rate;
              });
            }
          }
          mistakes.stop();
          return rates;
        });
  }

  private static Block guards(Elaborator elaborator, SystemInstance system, List<InnerSystem> all) {
    return new SystemBlocks(elaborator, system)
        .atOneTime(moment -> {
          List<Var> guards = new ArrayList<>();
          Mistakes mistakes = new Mistakes();
          for (InnerSystem inner : all) {
            Scope scope = moment.at(inner.path()).scope();
            for (Item.Event event : inner.happenings().events()) {
              mistakes.noting(() -> {
                Value value = elaborator.valid(event.condition(), scope);
                Var guard = elaborator.numbers().condition(value, event.condition().span());
                elaborator
                    .numbers()
                    .requireScalar(guard, "condition of an event", event.condition().span());
                guards.add(guard);
                return guard;
              });
            }
          }
          mistakes.stop();
          return guards;
        });
  }

  private static boolean needsTime(Block block) {
    Set<Var> needed = new HashSet<>(block.results());
    for (Let let : block.lets().reversed()) {
      if (let.targets().stream().anyMatch(needed::contains)) {
        needed.addAll(let.op().operands());
      }
    }
    return needed.contains(block.parameters().getFirst());
  }

  /// From the order of declaration to another.
  private record Order(List<String> declared, List<String> wanted) {
    private List<Var> states(List<Var> vars) {
      return wanted.stream().map(name -> vars.get(declared.indexOf(name))).toList();
    }

    /// Reorders the states among the parameters, which begin at `first`.
    Block parameters(Block block, int first) {
      List<Var> parameters = new ArrayList<>(block.parameters().subList(0, first));
      parameters.addAll(states(block.parameters().subList(first, block.parameters().size())));
      return new Block(parameters, block.lets(), block.results());
    }

    /// Reorders the states among parameters and results.
    Block all(Block block, int first) {
      Block reordered = parameters(block, first);
      return new Block(reordered.parameters(), block.lets(), states(block.results()));
    }
  }

  /// Goes on after a mistake that has been reported, and stops at the end.
  private static final class Mistakes {
    private boolean any;

    <T> Optional<T> noting(Supplier<T> work) {
      try {
        return Optional.of(work.get());
      } catch (Reported _) {
        any = true;
        return Optional.empty();
      }
    }

    void stop() {
      if (any) {
        throw new Reported();
      }
    }
  }
}
