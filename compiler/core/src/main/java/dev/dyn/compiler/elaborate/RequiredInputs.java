package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Initial;
import dev.dyn.compiler.syntax.Item;
import java.util.Set;

/// The inputs of a system that somebody has to give.
final class RequiredInputs {
  private RequiredInputs() {}

  /// Reports the inputs that are not `given` and have no value of their own.
  static void check(Elaborator elaborator, SystemModel model, Set<String> given, Span site) {
    boolean failed = false;
    for (Item.Quantity input : model.inputs().values()) {
      String name = input.name().text();
      if (!given.contains(name) && input.initial() instanceof Initial.Absent) {
        elaborator.report(
            Diagnostic.of(
                    SystemCodes.INPUT_NOT_GIVEN,
                    "Nobody gives the input `" + name + "` of `" + model.name() + "`.",
                    site)
                .relate(input.span(), "it is declared here")
                .note(
                    "`"
                        + model.name()
                        + "("
                        + name
                        + ": …)` gives it a number or a function of time; `run` gives it a"
                        + " sequence."));
        failed = true;
      }
    }
    if (failed) {
      throw new Reported();
    }
  }
}
