package dev.dyn.driver.parquet;

/// A file whose parts contradict one another. The decoders call this code back and know only
/// unchecked exceptions.
final class BrokenTable extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param what is wrong, as a sentence
  BrokenTable(String what) {
    super(what, null, false, false);
  }
}
