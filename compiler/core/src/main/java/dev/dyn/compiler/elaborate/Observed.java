package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Name;
import java.util.Optional;

/// Shows an observer, if there is one, what is elaborated.
final class Observed {
  private Observer observer = Observer.NONE;
  private Optional<GradientChecks> gradients = Optional.empty();

  /// From now on `other` sees it.
  void by(Observer other) {
    observer = other;
  }

  /// From now on gradients are compared.
  void by(GradientChecks checks) {
    gradients = Optional.of(checks);
  }

  boolean comparesGradients() {
    return gradients.isPresent();
  }

  /// A gradient of `function` is taken at `x`.
  void differentiated(Block function, Var x, Span site) {
    gradients.ifPresent(checks -> checks.check(function, x, site));
  }

  /// The value of the expression at `place`, which it gives back.
  Value saw(Span place, Value value) {
    observer.saw(place, value);
    return value;
  }

  /// What a declared name stands for.
  void declared(Name name, Value value) {
    observer.saw(name.span(), value);
  }
}
