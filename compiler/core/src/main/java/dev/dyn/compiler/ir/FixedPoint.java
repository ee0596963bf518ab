package dev.dyn.compiler.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A point that `step` leaves where it is, found by applying `step` from `states` on until a turn
/// changes no entry by more than `tolerance*max(floor, largest entry)`. A run in which that does
/// not happen fails.
///
/// `step` takes `(states…, environment…)` and gives states, all of them real. Results are the
/// states after the last turn. `tolerance` is f64. Derivatives are those of the implicit function:
/// they depend on the environment, not on where the search began.
///
/// The `batch` outermost axes of all states, and all axes of `tolerance`, are rows that come to
/// rest each for itself: the results of a row are what they would be without the others.
///
/// The engines do not know this region; it is replaced by a [Region.Scan] that stops early.
public record FixedPoint(
    Block step, double floor, Var tolerance, List<Var> states, List<Var> environment, int batch)
    implements Region {
  public FixedPoint {
    states = List.copyOf(states);
    environment = List.copyOf(environment);
  }

  @Override
  public List<Block> blocks() {
    return List.of(step);
  }

  @Override
  public Optional<Members> members() {
    return Optional.empty();
  }

  @Override
  public Region withBlocks(List<Block> other) {
    return new FixedPoint(other.getFirst(), floor, tolerance, states, environment, batch);
  }

  /// Its rows are in its block.
  @Override
  public Region withMembers(Members other) {
    throw new IllegalStateException("a fixed point has rows, no members");
  }

  @Override
  public List<Var> operands() {
    List<Var> all = new ArrayList<>(states);
    all.addAll(environment);
    all.add(tolerance);
    return List.copyOf(all);
  }

  @Override
  public Op mapOperands(UnaryOperator<Var> change) {
    List<Var> first = Op.mapped(states, change);
    List<Var> then = Op.mapped(environment, change);
    return new FixedPoint(step, floor, change.apply(tolerance), first, then, batch);
  }
}
