package dev.dyn.runtime.tensor;

/// What the entries of a tensor are.
public enum Elem {
  F64("f64"),
  F32("f32"),
  I64("i64"),
  BOOL("bool");

  private final String label;

  Elem(String label) {
    this.label = label;
  }

  /// The name used in printed IR and in result files.
  public String label() {
    return label;
  }

  /// Whether entries are floating-point numbers.
  public boolean isReal() {
    return this == F64 || this == F32;
  }
}
