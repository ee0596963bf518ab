package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.runtime.tensor.Elem;

/// The left side of an equation or an assignment, which the right side has to fit: ints widen to
/// reals, dimensions of 1 are repeated.
///
/// @param type what it holds
/// @param what it is called in messages: `x`
/// @param span where that is declared
/// @param sides what has two sides: equation, assignment
record TwoSides(Type type, String what, Span span, String sides) {
  /// `var`, written at `right`, in the type of the left side.
  ///
  /// @throws Reported if it does not fit
  Var fit(Elaborator elaborator, Var var, Span right) {
    Elem found = var.type().elem();
    boolean widens =
        type.elem().isReal() && found == Elem.I64 || found.isReal() && type.elem().isReal();
    if (found != type.elem() && !widens) {
      throw elaborator.fail(
          Diagnostic.of(
                  TypeCodes.TYPE_MISMATCH,
                  "The two sides of this " + sides + " have different types.",
                  right,
                  "this is " + Value.describe(var.type()))
              .relate(span, "`" + what + "` is " + Value.describe(type)));
    }
    Var converted = elaborator.builder().convert(var, type.elem());
    boolean fits =
        Numbers.join(converted.type().dims(), type.dims()).filter(type.dims()::equals).isPresent();
    if (!fits) {
      throw elaborator.fail(
          Diagnostic.of(
                  TypeCodes.SHAPE_MISMATCH,
                  "The two sides of this " + sides + " have different shapes.",
                  right,
                  "this is `" + Value.shape(var.type().dims()) + "`")
              .relate(
                  span,
                  "`"
                      + what
                      + "` "
                      + (type.isScalar()
                          ? "is a single number"
                          : "has the shape `" + Value.shape(type.dims()) + "`")));
    }
    return elaborator.numbers().stretch(converted, type.dims());
  }
}
