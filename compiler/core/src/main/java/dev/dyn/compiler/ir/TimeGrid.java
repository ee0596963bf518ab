package dev.dyn.compiler.ir;

import java.util.List;
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
  record EachStep(Var start, Var end, Dim count) implements TimeGrid {
    @Override
    public List<Var> operands() {
      return List.of(start, end);
    }

    @Override
    public TimeGrid mapOperands(UnaryOperator<Var> change) {
      return new EachStep(change.apply(start), change.apply(end), count);
    }
  }
}
