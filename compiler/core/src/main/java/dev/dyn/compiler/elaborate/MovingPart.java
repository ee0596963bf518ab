package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Var;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A part of a system, or an array of them, at one time.
interface MovingPart extends PartView {
  /// What `own` gives for the part, then for the parts in it; of an array of parts each with an
  /// axis for the parts.
  List<Var> each(Function<Moment, List<Var>> own);

  /// What a step adds to the states of the part, then of the parts in it, as [#each].
  List<Var> increments(Growth growth);

  /// Works out what could need many others one after another, in an order in which it does not: a
  /// long chain of parts is worked out from its beginning, for the walk cannot go as deep.
  void settle();

  /// The moment of a single part; an array has none.
  default Optional<Moment> moment() {
    return Optional.empty();
  }
}
