package dev.dyn.compiler.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// How the states of a [Region.SimulateHybrid] move between firings and events.
///
/// Blocks take `(t or n, states…, environment…)`.
public sealed interface Motion {
  /// The number of saved times.
  Dim count();

  List<Block> blocks();

  Motion withBlocks(List<Block> other);

  List<Var> operands();

  Motion mapOperands(UnaryOperator<Var> change);

  /// A differential equation for the first states, as many as `field` has results; the others wait.
  record Flow(Block field, Method method, TimeGrid grid) implements Motion {
    @Override
    public Dim count() {
      return grid.count();
    }

    @Override
    public List<Block> blocks() {
      return List.of(field);
    }

    @Override
    public Motion withBlocks(List<Block> other) {
      return new Flow(other.getFirst(), method, grid);
    }

    @Override
    public List<Var> operands() {
      List<Var> all = new ArrayList<>(method.operands());
      all.addAll(grid.operands());
      return List.copyOf(all);
    }

    @Override
    public Motion mapOperands(UnaryOperator<Var> change) {
      return new Flow(field, method.mapOperands(change), grid.mapOperands(change));
    }
  }

  /// All states wait for the next firing, whose rate does not change until then.
  record Waiting(JumpMethod method, TimeGrid grid) implements Motion {
    @Override
    public Dim count() {
      return grid.count();
    }

    @Override
    public List<Block> blocks() {
      return List.of();
    }

    @Override
    public Motion withBlocks(List<Block> other) {
      return this;
    }

    @Override
    public List<Var> operands() {
      return grid.operands();
    }

    @Override
    public Motion mapOperands(UnaryOperator<Var> change) {
      return new Waiting(method, grid.mapOperands(change));
    }
  }

  /// A map of all states, saved after `discard` (i64) steps and after each of `steps` further ones.
  record Steps(Block next, Dim steps, Var discard) implements Motion {
    @Override
    public Dim count() {
      return steps.plus(Dim.ONE);
    }

    @Override
    public List<Block> blocks() {
      return List.of(next);
    }

    @Override
    public Motion withBlocks(List<Block> other) {
      return new Steps(other.getFirst(), steps, discard);
    }

    @Override
    public List<Var> operands() {
      return List.of(discard);
    }

    @Override
    public Motion mapOperands(UnaryOperator<Var> change) {
      return new Steps(next, steps, change.apply(discard));
    }
  }
}
