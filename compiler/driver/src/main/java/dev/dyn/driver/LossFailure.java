package dev.dyn.driver;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.runtime.tensor.Tensor;
import dev.dyn.runtime.text.Formats;
import java.util.stream.Collectors;

/// Says where a loss that is not finite came from.
final class LossFailure {
  private LossFailure() {}

  /// `problem` with the expression that made the first such number, or with the step in which it
  /// was.
  static Diagnostic explained(Diagnostic problem, NotFinite.Found found, Module module) {
    return switch (found) {
      case NotFinite.Origin origin -> explained(problem, origin, module);
      case NotFinite.InStep(long step) ->
          problem.note("It happened in step " + step + " of the training.");
    };
  }

  private static Diagnostic explained(Diagnostic problem, NotFinite.Origin origin, Module module) {
    int site = origin.let().site();
    String fn = function(origin);
    ExpressionPlaces.Found found =
        new ExpressionPlaces(module)
            .of(site, fn)
            .orElseGet(() ->
                new ExpressionPlaces.Found(Failure.place(site, problem.span().source()), false));
    String when = origin.isEarlier() ? "in a step before, " : "";
    String what = found.isExact() ? "this" : "this or its derivative";
    return problem.relate(
        found.span(), when + what + " was the first to be " + text(origin.value()) + from(origin));
  }

  private static String function(NotFinite.Origin origin) {
    Op op = origin.let().op();
    if (op instanceof Op.Elementwise(var fn, _)) {
      return fn.name();
    }
    return op instanceof Op.Contract ? "contract" : "";
  }

  private static String from(NotFinite.Origin origin) {
    boolean isOfEntries = origin.let().op() instanceof Op.Elementwise;
    return origin.operands().stream()
        .map(x -> Formats.text(Tensor.of(x)))
        .collect(
            Collectors.joining(
                " and ",
                isOfEntries ? ", from " : ", from tensors whose largest entries are ",
                ""));
  }

  private static String text(double value) {
    return Double.isNaN(value) ? "not a number" : value > 0 ? "infinite" : "minus infinity";
  }
}
