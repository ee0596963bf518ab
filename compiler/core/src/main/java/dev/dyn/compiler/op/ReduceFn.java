package dev.dyn.compiler.op;

import dev.dyn.runtime.lines.Reduction;
import dev.dyn.runtime.tensor.Elem;

/// How several entries become one. Sums follow the one order of `dev.dyn.runtime.kernel.Sums`; the
/// others do not depend on order. Mean, variance and the like are written with these.
public enum ReduceFn {
  /// 0 for no entries.
  SUM("sum", Reduction.SUM),
  /// 1 for no entries; in the same order as sums.
  PROD("prod", Reduction.PROD),
  /// NaN if an entry is NaN; −inf (or the least int) for no entries.
  MAX("max", Reduction.MAX),
  /// NaN if an entry is NaN; inf (or the greatest int) for no entries.
  MIN("min", Reduction.MIN),
  /// Of truth values: false for no entries.
  ANY("any", Reduction.ANY),
  /// Of truth values: true for no entries.
  ALL("all", Reduction.ALL),
  /// The place (row-major among the reduced axes) of the first largest entry.
  ARGMAX("argmax", Reduction.ARGMAX),
  /// The place of the first smallest entry.
  ARGMIN("argmin", Reduction.ARGMIN);

  private final String label;
  private final Reduction meaning;

  ReduceFn(String label, Reduction meaning) {
    this.label = label;
    this.meaning = meaning;
  }

  /// The name in the language and in printed IR.
  @Override
  public String toString() {
    return label;
  }

  public String label() {
    return label;
  }

  /// What computes it.
  public Reduction meaning() {
    return meaning;
  }

  /// The kind of the result for entries of kind `arg`.
  public Elem result(Elem arg) {
    return switch (this) {
      case SUM, PROD, MAX, MIN -> arg;
      case ANY, ALL -> Elem.BOOL;
      case ARGMAX, ARGMIN -> Elem.I64;
    };
  }
}
