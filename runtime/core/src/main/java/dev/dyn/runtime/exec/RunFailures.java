package dev.dyn.runtime.exec;

import java.util.List;

/// The failures that every engine has to report in the same words.
public final class RunFailures {
  private RunFailures() {}

  /// An index that is neither in `0 .. extent - 1` nor in `-extent .. -1`.
  public static RunFailure indexOutside(long index, int extent, int site) {
    List<String> notes =
        extent == 0
            ? List.of("the axis is empty")
            : List.of(
                "indices run from 0 to "
                    + (extent - 1)
                    + ", or from -1 down to -"
                    + extent
                    + " when counted from the end");
    String message = "Index " + index + " is outside an axis of length " + extent + ".";
    return new RunFailure("DYN7003", site, message, notes);
  }

  /// `failure` with a place in the source, where it has none.
  public static RunFailure at(RunFailure failure, int site) {
    return failure.site() >= 0 || site < 0
        ? failure
        : new RunFailure(failure.code(), site, failure.getMessage(), failure.notes());
  }
}
