package dev.dyn.runtime.data.input;

/// How much memory the tensors of one file may take.
///
/// @param bytes the limit
public record Budget(long bytes) {
  private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  /// Half of what this JVM may use: the rest is for computing.
  public static Budget ofThisMachine() {
    return new Budget(Runtime.getRuntime().maxMemory() / 2);
  }

  /// Fails if `entries` numbers of 8 bytes are too many for one file, or `largest` for one tensor.
  public void require(long entries, long largest, String file) throws DataFailure {
    if (largest > LARGEST_ARRAY) {
      throw DataFailure.of(
          DataFailure.Kind.TOO_LARGE,
          "`" + file + "` has a tensor that is too large.",
          "It has "
              + largest
              + " entries, which take "
              + size(largest * 8.0)
              + "; "
              + LARGEST_ARRAY
              + " entries are the most.",
          "Several files, or tensors of fewer columns, may help.");
    }
    if (entries > bytes / 8) {
      throw DataFailure.of(
          DataFailure.Kind.TOO_LARGE,
          "The data of `" + file + "` do not fit into memory.",
          "They take more than "
              + size(entries * 8.0)
              + ", and this program may use "
              + size(bytes)
              + " for them.",
          "Fewer columns, or more memory for Java (`JAVA_TOOL_OPTIONS=-Xmx…`), may help.");
    }
  }

  static String size(double bytes) {
    if (bytes < 1e6) {
      return "%.0f kB".formatted(Math.ceil(bytes / 1e3));
    }
    return bytes < 1e9 ? "%.0f MB".formatted(bytes / 1e6) : "%.1f GB".formatted(bytes / 1e9);
  }
}
