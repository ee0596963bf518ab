package dev.dyn.runtime.exec;

/// Indices that only the run knows.
public final class Lookup {
  private Lookup() {}

  /// `index` as an offset in `0 .. extent - 1`; −k counts from the end.
  ///
  /// @throws RunFailure `DYN7005` at `site` if there is no such place
  public static long checked(long index, long extent, long site) {
    long place = index < 0 ? index + extent : index;
    if (place < 0 || place >= extent) {
      throw RunFailures.indexOutside(index, Math.toIntExact(extent), Math.toIntExact(site));
    }
    return place;
  }
}
