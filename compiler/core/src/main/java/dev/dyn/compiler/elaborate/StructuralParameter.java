package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Parameter;
import dev.dyn.runtime.tensor.Elem;
import java.util.Map;
import java.util.Optional;

/// A parameter in the header of a declaration: an int fixes sizes, others may be anything.
final class StructuralParameter {
  private StructuralParameter() {}

  /// What the parameter is: what was given, what `--set` says, or its default.
  ///
  /// @throws Reported after a message where there is nothing, or nothing that fits
  static Value of(
      Elaborator elaborator,
      SystemModel model,
      Settings settings,
      Parameter parameter,
      Map<String, Value> overrides,
      Scope environment,
      Span site) {
    String name = parameter.name().text();
    Value given = overrides.get(name);
    boolean isInt =
        parameter
            .type()
            .map(t -> t.name().map(n -> n.text().equals("int")).orElse(false))
            .orElse(false);
    if (given == null) {
      Optional<Value> set = settings.structure(elaborator, model.name(), parameter);
      if (set.isPresent()) {
        given = set.get();
      } else if (parameter.fallback().isPresent()) {
        given = elaborator.valid(parameter.fallback().get(), environment);
      } else {
        throw elaborator.fail(
            Diagnostic.of(
                    NameCodes.MISSING_ARGUMENT,
                    "`" + model.name() + "` needs its structural parameter `" + name + "`.",
                    site)
                .relate(parameter.span(), "it is declared here, without a default"));
      }
    }
    if (!isInt) {
      return given;
    }
    boolean isWhole =
        given instanceof Value.Int
            || given instanceof Value.Array(Var var)
                && var.type().elem() == Elem.I64
                && var.type().isScalar();
    if (isWhole) {
      Dim size =
          elaborator.beforeRun().requireSize(given, "structural parameter `" + name + "`", site);
      return new Value.Int(size);
    }
    throw elaborator.fail(
        Diagnostic.of(
            SystemCodes.STRUCTURE_NOT_INT,
            "The structural parameter `" + name + "` must be an int.",
            site,
            "this is " + given.describe()));
  }
}
