package dev.dyn.jvm.emit;

import dev.dyn.runtime.tensor.Elem;

/// What a value on the operand stack stands for.
///
/// @param elem the kind of its numbers
/// @param mask for truth values in vectors: beside which numbers the mask lies, since masks have a
///   species; else equal to `elem`
public record Kind(Elem elem, Elem mask) {
  public static Kind of(Elem elem) {
    return new Kind(elem, elem);
  }

  public static Kind maskOf(Elem beside) {
    return new Kind(Elem.BOOL, beside);
  }
}
