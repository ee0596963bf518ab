package dev.dyn.runtime.exec;

import java.util.List;

/// Indices that only the run knows.
public final class Lookup {
  private Lookup() {}

  /// `index` as an offset in `0 .. extent - 1`; −k counts from the end.
  ///
  /// @throws RunFailure `DYN7005` at `site` if there is no such place
  public static long checked(long index, long extent, long site) {
    long place = index < 0 ? index + extent : index;
    if (place < 0 || place >= extent) {
      throw outside(index, extent, site);
    }
    return place;
  }

  private static RunFailure outside(long index, long extent, long site) {
    return new RunFailure(
        "DYN7005",
        Math.toIntExact(site),
        "Index " + index + " is outside an axis of length " + extent + ".",
        List.of("Indices go from 0 to " + (extent - 1) + ", or from -" + extent + " to -1 when counted from the end."));
  }
}
