package dev.dyn.compiler.op;

import dev.dyn.runtime.tensor.Elem;

/// How several entries become one. Sums follow the one order of `dev.dyn.runtime.kernel.Sums`; the
/// others do not depend on order. Mean, variance and the like are written with these.
public enum ReduceFn {
  /// 0 for no entries.
  SUM("sum"),
  /// 1 for no entries; in the same order as sums.
  PROD("prod"),
  /// NaN if an entry is NaN; −inf (or the least int) for no entries.
  MAX("max"),
  /// NaN if an entry is NaN; inf (or the greatest int) for no entries.
  MIN("min"),
  /// Of truth values: false for no entries.
  ANY("any"),
  /// Of truth values: true for no entries.
  ALL("all"),
  /// The place (row-major among the reduced axes) of the first largest entry.
  ARGMAX("argmax"),
  /// The place of the first smallest entry.
  ARGMIN("argmin");

  private final String label;

  ReduceFn(String label) {
    this.label = label;
  }

  /// The name in the language and in printed IR.
  @Override
  public String toString() {
    return label;
  }

  public String label() {
    return label;
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
