package dev.dyn.compiler.ir;

import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Where states that move by `field` stand a moment later, or how long that moment lasts. It is so
/// short that only derivatives know of it: its length is 0, the states are those given, and the
/// engines see nothing else. But its derivatives, of any order, are those of the motion. So the
/// time of an event is a number that is known, and at once a function of what one differentiates
/// by.
///
/// `field` takes `(t, states…, environment…)` and gives the derivatives of the states, all of them
/// real. The axes of `t` are rows, each with a moment of its own; then all states, parameters and
/// results begin with these axes.
///
/// @param t where the moment begins
public record Nudge(Block field, Extent extent, Var t, List<Var> states, List<Var> environment)
    implements Region {
  public Nudge {
    states = List.copyOf(states);
    environment = List.copyOf(environment);
  }

  /// How long the moment is.
  public sealed interface Extent {}

  /// It lasts `dt`, an f64 for each row, which is 0; the results are the states afterwards.
  public record By(Var dt) implements Extent {}

  /// It ends where `depth`, which takes what the field takes and gives an f64 for each row, has the
  /// value that it has at its beginning without any change. The result is its length, an f64 for
  /// each row.
  public record Until(Block depth) implements Extent {}

  /// The type of the length.
  public Type length() {
    return new Type(Elem.F64, t.type().dims());
  }

  @Override
  public List<Block> blocks() {
    return switch (extent) {
      case By _ -> List.of(field);
      case Until(Block depth) -> List.of(field, depth);
    };
  }

  @Override
  public Optional<Members> members() {
    return Optional.empty();
  }

  @Override
  public Region withBlocks(List<Block> other) {
    Extent same =
        switch (extent) {
          case By by -> by;
          case Until _ -> new Until(other.getLast());
        };
    return new Nudge(other.getFirst(), same, t, states, environment);
  }

  /// Its rows are in its blocks.
  @Override
  public Region withMembers(Members other) {
    throw new IllegalStateException("a nudge has rows, no members");
  }

  /// The states, the environment, t, and dt where that is given.
  @Override
  public List<Var> operands() {
    List<Var> all = new ArrayList<>(states);
    all.addAll(environment);
    all.add(t);
    if (extent instanceof By(Var dt)) {
      all.add(dt);
    }
    return List.copyOf(all);
  }

  @Override
  public Op mapOperands(UnaryOperator<Var> change) {
    List<Var> first = Op.mapped(states, change);
    List<Var> then = Op.mapped(environment, change);
    Var begin = change.apply(t);
    Extent same =
        switch (extent) {
          case By(Var dt) -> new By(change.apply(dt));
          case Until until -> until;
        };
    return new Nudge(field, same, begin, first, then);
  }
}
