package dev.dyn.jvm.small;

/// How long a generated method may be.
public final class MethodLimit {
  /// HotSpot does not compile methods of 8,000 bytes and more (`-XX:-DontCompileHugeMethods`
  /// aside).
  public static final int BYTES = 8000;

  private MethodLimit() {}
}
