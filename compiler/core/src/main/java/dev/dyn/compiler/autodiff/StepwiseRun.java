package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.TimeGrid;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ComposedFunctions;
import dev.dyn.runtime.solve.SavedTimes;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import java.util.Optional;

/// What a run becomes that is done first to learn its steps: saved after each of them, without
/// outputs, and a constant to derivatives.
final class StepwiseRun {
  private StepwiseRun() {}

  /// Each step of a run over `times`; only the run knows how many.
  static TimeGrid grid(SavedTimes times, Builder b) {
    Dim count = Dim.named("steps" + b.names().fresh("steps", Type.I64).id());
    return new TimeGrid.EachStep(
        b.real(times.start(), Elem.F64), b.real(times.end(), Elem.F64), count);
  }

  /// As [#grid], with steps that also end at each of `times`.
  static TimeGrid gridWithStops(SavedTimes times, Builder b) {
    Dim count = Dim.named("steps" + b.names().fresh("steps", Type.I64).id());
    return new TimeGrid.EachStep(
        b.real(times.start(), Elem.F64),
        b.real(times.end(), Elem.F64),
        Optional.of(StepsOfMethod.constant(times, b)),
        count);
  }

  /// A block that takes what `outputs` takes and gives nothing.
  static Block withoutResults(Block outputs, Names names) {
    List<Var> parameters = outputs.parameters().stream().map(names::freshLike).toList();
    return new Block(parameters, List.of(), List.of());
  }

  /// `values` as constants.
  static List<Var> constants(List<Var> values, Builder b) {
    return values.stream()
        .map(v -> v.type().elem().isReal() ? b.call(ComposedFunctions.STOP_GRADIENT, v) : v)
        .toList();
  }
}
