package dev.dyn.jvm;

/// For how many members at once a kernel is compiled.
///
/// @param lanes 1, or the number of interleaved members of an ensemble (see
///   `dev.dyn.runtime.exec.Slot`)
public record Target(int lanes) {
  public Target {
    if (lanes < 1) {
      throw new IllegalArgumentException("a kernel has at least one lane, not " + lanes);
    }
  }

  /// One member, with the plain memory layout.
  public static Target single() {
    return new Target(1);
  }

  public static Target lanes(int lanes) {
    return new Target(lanes);
  }
}
