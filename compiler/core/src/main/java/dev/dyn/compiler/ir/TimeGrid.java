package dev.dyn.compiler.ir;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// At which times a flow is saved, and how many there are.
public sealed interface TimeGrid {
  /// The number of saved times.
  Dim count();

  List<Var> operands();

  TimeGrid mapOperands(UnaryOperator<Var> change);

  /// `start + k*step` for k below `count`, inside `start..end` (f64 scalars).
  record Every(Var start, Var end, Var step, Dim count) implements TimeGrid {
    @Override
    public List<Var> operands() {
      return List.of(start, end, step);
    }

    @Override
    public TimeGrid mapOperands(UnaryOperator<Var> change) {
      return new Every(change.apply(start), change.apply(end), change.apply(step), count);
    }
  }

  /// At the ascending `times` (f64 vector), starting from `start`.
  record At(Var start, Var times, Dim count) implements TimeGrid {
    @Override
    public List<Var> operands() {
      return List.of(start, times);
    }

    @Override
    public TimeGrid mapOperands(UnaryOperator<Var> change) {
      return new At(change.apply(start), change.apply(times), count);
    }
  }

  /// At the start and after every step that the method takes; `count` is a name that the run gives
  /// a value.
  ///
  /// @param stops ascending times (f64 vector) at which steps of a system with jumps or events have
  ///   to end, too, as they do where these are saved
  record EachStep(Var start, Var end, Optional<Var> stops, Dim count) implements TimeGrid {
    public EachStep(Var start, Var end, Dim count) {
      this(start, end, Optional.empty(), count);
    }

    @Override
    public List<Var> operands() {
      return stops.map(times -> List.of(start, end, times)).orElseGet(() -> List.of(start, end));
    }

    @Override
    public TimeGrid mapOperands(UnaryOperator<Var> change) {
      return new EachStep(change.apply(start), change.apply(end), stops.map(change), count);
    }
  }
}
