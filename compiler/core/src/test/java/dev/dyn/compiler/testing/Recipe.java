package dev.dyn.compiler.testing;

import dev.dyn.runtime.tensor.Elem;

/// What a random block is made of.
///
/// @param elem the kind of its reals
/// @param lines how many operations are drawn (some need further lines to prepare their operands)
/// @param scalarsOnly whether all values are scalars
/// @param corners whether there are functions with corners or steps, choices, integers and truth
///   values
/// @param arrays whether there are whole-array functions
/// @param draws whether there are random draws
/// @param scans whether there are scans
public record Recipe(
    Elem elem,
    int lines,
    boolean scalarsOnly,
    boolean corners,
    boolean arrays,
    boolean draws,
    boolean scans) {
  /// Everything.
  public static final Recipe ALL = new Recipe(Elem.F64, 25, false, true, true, true, true);

  /// What has derivatives everywhere, of moderate size.
  public static final Recipe SMOOTH = new Recipe(Elem.F64, 12, false, false, false, false, false);

  /// Arithmetic, choices and elementary functions of scalars.
  public static final Recipe SCALARS = new Recipe(Elem.F64, 25, true, true, false, false, false);

  /// Tensors without draws, whole-array functions and scans.
  public static final Recipe TENSORS = new Recipe(Elem.F64, 20, false, true, false, false, false);

  public Recipe with(Elem other) {
    return new Recipe(other, lines, scalarsOnly, corners, arrays, draws, scans);
  }

  public Recipe withLines(int other) {
    return new Recipe(elem, other, scalarsOnly, corners, arrays, draws, scans);
  }
}
