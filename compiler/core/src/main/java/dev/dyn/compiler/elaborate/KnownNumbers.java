package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.ExperimentCodes;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import java.util.Optional;

/// Rules for numbers that are known before the run. The others are checked when they are.
final class KnownNumbers {
  private KnownNumbers() {}

  /// `value`, unless it is a tensor with more entries than an array of the JVM can hold.
  static Value bounded(Elaborator elaborator, Value value, Span span) {
    if (value instanceof Value.Array(Var var)
        && var.type().isKnown()
        && var.type().count().value() > Integer.MAX_VALUE) {
      throw elaborator.fail(
          Diagnostic.of(
                  TypeCodes.TOO_LARGE,
                  "This tensor is too large.",
                  span,
                  "it has " + var.type().count() + " entries")
              .note("A tensor has at most 2147483647 entries."));
    }
    return value;
  }

  /// A step of time must be positive.
  static void requirePositive(Elaborator elaborator, Var var, String what, Span span) {
    Optional<Double> number = known(elaborator, var);
    if (number.isPresent() && !(number.get() > 0)) {
      throw elaborator.fail(
          Diagnostic.of(
              ExperimentCodes.WRONG_TIME_SPAN,
              "The " + what + " must be positive.",
              span,
              "this is " + number.get()));
    }
  }

  /// A tolerance must not be negative.
  static void requireTolerance(Elaborator elaborator, Var var, Span span) {
    Optional<Double> number = known(elaborator, var);
    if (number.isPresent() && !(number.get() >= 0)) {
      throw elaborator.fail(
          Diagnostic.of(
              ExperimentCodes.TOLERANCE_NEGATIVE,
              "A tolerance cannot be negative.",
              span,
              "this is " + number.get()));
    }
  }

  /// Nothing is done a negative number of times.
  static void requireCount(Elaborator elaborator, Var var, String what, Span span) {
    Optional<Double> number = known(elaborator, var);
    if (number.isPresent() && number.get() < 0) {
      throw elaborator.fail(negative(what, span, Long.toString(number.get().longValue())));
    }
  }

  static Diagnostic negative(String what, Span span, String found) {
    return Diagnostic.of(
        TypeCodes.NEGATIVE_DIMENSION,
        "The " + what + " cannot be negative.",
        span,
        "this is " + found);
  }

  private static Optional<Double> known(Elaborator elaborator, Var var) {
    return var.type().isScalar()
        ? elaborator.beforeRun().unchangeable(var).map(tensor -> tensor.scalar())
        : Optional.empty();
  }
}
