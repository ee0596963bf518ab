package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.diagnostic.UnsupportedCodes;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Declaration.SystemDeclaration;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.SystemKind;
import java.util.Optional;

/// The constructs of the language that are read and formatted but cannot run yet. Each is refused
/// at its place with a code of its own.
final class Unsupported {
  private Unsupported() {}

  static Optional<Diagnostic> declaration(SystemDeclaration declaration) {
    return code(declaration.kind())
        .map(c ->
            refusal(
                c,
                "A `" + declaration.kind().word() + "` cannot run yet.",
                declaration.name().span()));
  }

  /// Why declarations of this kind are refused, if they are.
  static Optional<UnsupportedCodes> code(SystemKind kind) {
    return switch (kind) {
      case SYSTEM, NETWORK, RULE, TRAINING -> Optional.empty();
    };
  }

  static Optional<Diagnostic> item(Item item, SystemKind kind) {
    return switch (item) {
      case Item.Quantity quantity ->
          switch (quantity.kind()) {
            case WEIGHT, PARAM, INPUT, STATE, OUTPUT, DRAW, NOISE -> Optional.empty();
          };
      case Item.Bind bind ->
          switch (bind.kind()) {
            case PART, LAYER, ON -> Optional.empty();
            case GRID -> some(UnsupportedCodes.GRID, "A `grid` cannot be computed on yet.", item);
            case MODEL ->
                kind == SystemKind.TRAINING
                    ? Optional.empty()
                    : some(UnsupportedCodes.MODEL, "A `model` in a system cannot run yet.", item);
          };
      case Item.FieldOver _ ->
          some(UnsupportedCodes.GRID, "A `field` cannot be computed yet.", item);
      case Item.Constraint _ ->
          some(UnsupportedCodes.CONSTRAINT, "An algebraic constraint cannot be solved yet.", item);
      case Item.Ode ode when ode.primes() > 2 ->
          Optional.of(
              Diagnostic.of(
                      SystemCodes.DERIVATIVE_ORDER,
                      "An equation is of first or second order, and this one has "
                          + ode.primes()
                          + " primes.",
                      ode.state().span())
                  .note("States for the derivatives do the same: `x' = v`, `v' = a`, `a' = …`."));
      case Item.Ode ode when ode.primes() > 1 ->
          Optional.of(
              refusal(
                      UnsupportedCodes.HIGHER_ORDER,
                      "Equations of second order cannot run yet.",
                      ode.state().span())
                  .note("A second state does the same: `x' = v` and `v' = …`."));
      case Item.Ode _,
          Item.Sde _,
          Item.Let _,
          Item.Forward _,
          Item.NextState _,
          Item.Jump _,
          Item.Event _,
          Item.PerTensor _,
          Item.Loss _,
          Item.UseRule _,
          Item.ForLength _,
          Item.EveryEpoch _,
          Item.ForTime _,
          Item.EverySteps _,
          Item.EveryTime _,
          Item.Stop _,
          Item.Broken _ ->
          Optional.empty();
    };
  }

  private static Optional<Diagnostic> some(UnsupportedCodes code, String message, Item item) {
    return Optional.of(refusal(code, message, firstLine(item.span())));
  }

  static Diagnostic refusal(UnsupportedCodes code, String message, Span span) {
    return Diagnostic.of(code, message, span, "not supported yet");
  }

  /// The first line of a place: enough to point at a construct with a body.
  static Span firstLine(Span span) {
    String text = span.text();
    int end = text.indexOf('\n');
    return end < 0 ? span : new Span(span.source(), span.start(), span.start() + end);
  }
}
