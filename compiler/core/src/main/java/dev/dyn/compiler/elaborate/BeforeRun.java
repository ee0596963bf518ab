package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What is known before the run, and what must be: sizes are checked before anything runs.
final class BeforeRun {
  private final Elaborator elaborator;
  private final Statics statics;
  private final Deque<Builder> builders;
  private final Set<Var> rowVariables = new HashSet<>();

  /// @param builders of the blocks that are being written
  BeforeRun(Elaborator elaborator, Statics statics, Deque<Builder> builders) {
    this.elaborator = elaborator;
    this.statics = statics;
    this.builders = builders;
  }

  /// Notes that `var` counts the rows of something that can also be worked out row by row. What
  /// must be known but depends on it throws [NeedsRow].
  void markRowVariable(Var var) {
    rowVariables.add(var);
  }

  /// The value of `var` if no run can change it: for checks that a run can make as well.
  Optional<Tensor> unchangeable(Var var) {
    return statics.unchangeable(var, builders);
  }

  /// The number that `value` is, which must be known before the run; `what` names it in the
  /// message. What it depends on is then fixed.
  Tensor requireKnown(Value value, String what, Span site) {
    Var var = elaborator.numbers().toVar(value, site);
    Optional<Tensor> tensor = statics.valueOf(var, builders);
    if (tensor.isEmpty()) {
      if (statics.roots(var, builders).stream().anyMatch(rowVariables::contains)) {
        throw new NeedsRow();
      }
      throw elaborator.fail(
          Diagnostic.of(
                  TypeCodes.NOT_CONSTANT,
                  "The " + what + " must be known before the run.",
                  site,
                  "this is known only while the program runs")
              .note("It fixes how large tensors are, and sizes are checked before anything runs."));
    }
    return tensor.get();
  }

  /// The int that `value` is, which must be known before the run or be a named size.
  Dim requireSize(Value value, String what, Span site) {
    if (elaborator.valid(value) instanceof Value.Int(Dim dim)) {
      return dim;
    }
    Var var = elaborator.numbers().toVar(value, site);
    if (var.type().elem() != Elem.I64 || !var.type().isScalar()) {
      throw elaborator.fail(
          Diagnostic.of(
              TypeCodes.REAL_AS_INT,
              "The " + what + " must be an int.",
              site,
              "this is " + value.describe()));
    }
    return Dim.of(requireKnown(value, what, site).intAt(0));
  }
}
