package dev.dyn.runtime.packed;

/// A parameter as `--help` shows it.
///
/// @param owner the system or experiment that declares it
/// @param fallback its default as written in the source, empty for none
/// @param documentation of the declaration, empty for none
/// @param isOpen whether a run may set it; otherwise it is fixed in the JAR
/// @param isImported whether another file declares it
public record PackedParameter(
    String owner,
    String name,
    String fallback,
    String documentation,
    boolean isOpen,
    boolean isImported) {
  /// `owner.name`.
  public String qualified() {
    return owner + "." + name;
  }
}
