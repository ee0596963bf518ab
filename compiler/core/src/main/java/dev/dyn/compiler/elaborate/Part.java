package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Var;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A part of a system, or an array of them, with all that is known before the equations are traced:
/// structure, parameters and starts.
sealed interface Part extends PartView permits SinglePart, PartArray {
  /// What the states start from, by their names inside the part; of an array of parts each with an
  /// axis for the parts.
  Map<String, Var> starts();

  /// The part itself, or one of the array: all have the same structure. Numbers in it mean nothing
  /// outside of where it was made.
  SystemInstance sample();

  /// How many parts there are, if this is an array of them.
  Optional<Dim> count();

  /// The part at one time.
  ///
  /// @param around the moment of the system that this is a part of, or of the array
  /// @param states as [#starts], now
  /// @param scope what names in the part's inputs mean now
  MovingPart moving(Elaborator elaborator, Moment around, List<Var> states, Scope scope);
}
