package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Expression;
import java.util.List;
import java.util.function.UnaryOperator;

/// `gradient at x`, `loss at x` in a rule: what the loss of this step is, or its gradient, where
/// the weights are others.
///
/// @param asked which of both
/// @param theta the type of a point
/// @param value what it is at a point
record Elsewhere(Expression.At.Asked asked, Type theta, UnaryOperator<Var> value)
    implements Callable {
  /// The value of `written` in the scope of a rule.
  static Value value(Elaborator elaborator, Expression.At written, Scope scope) {
    Value point = elaborator.elaborate(written.point(), scope);
    Value function =
        scope
            .find(hidden(written.asked()))
            .orElseThrow(() ->
                elaborator.fail(
                    Diagnostic.of(
                        NameCodes.OUT_OF_PLACE_NAME,
                        "`" + written.asked().word() + " at` means something only in a rule.",
                        written.span())));
    return elaborator
        .expressions()
        .apply(
            function,
            Arguments.of(List.of(elaborator.valid(point)), written.point().span()),
            written.span(),
            written.span());
  }

  /// Gives the words a meaning in the scope of a rule.
  void define(Scope scope) {
    scope.define(hidden(asked), new Value.Function(this));
  }

  /// A name that no program can write.
  private static String hidden(Expression.At.Asked asked) {
    return asked.word() + " at";
  }

  @Override
  public String name() {
    return asked.word();
  }

  @Override
  public Value call(Elaborator elaborator, Arguments arguments, Span site) {
    Value point = elaborator.valid(arguments.values().getFirst());
    Var weights = elaborator.numbers().toReal(point, site);
    if (!weights.type().equals(theta)) {
      throw elaborator.fail(
          Diagnostic.of(
              NameCodes.OUT_OF_PLACE_NAME,
              "The " + asked.word() + " is taken at a point like `theta`.",
              site,
              "this is " + Value.describe(weights.type())));
    }
    return new Value.Array(value.apply(weights));
  }
}
