package dev.dyn.runtime.solve;

import java.util.List;
import java.util.stream.IntStream;

/// Where a system with jumps or events leaves what it saves.
///
/// @param flow times, states, outputs, and statistics of steps
/// @param firings how many of each member
/// @param events of each member
public record HybridRows(FlowRows flow, long[] firings, List<EventLog> events) {
  public HybridRows {
    events = List.copyOf(events);
  }

  public static HybridRows of(FlowRows flow) {
    int members = flow.members();
    return new HybridRows(
        flow,
        new long[members],
        IntStream.range(0, members).mapToObj(_ -> new EventLog()).toList());
  }
}
