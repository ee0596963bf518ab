package dev.dyn.runtime.lines;

import java.util.List;

/// Lines in an order in which each uses only what stands above it. Values are numbered: the
/// parameters first, then what the lines define.
///
/// @param values how many there are
/// @param results the numbers of the values that the block gives
/// @param resultTypes their types, with names that the parameters, or what is around the block,
///   tell
public record LineBlock(
    int values,
    List<TensorType> parameters,
    List<Line> lines,
    List<Integer> results,
    List<TensorType> resultTypes) {
  public LineBlock {
    parameters = List.copyOf(parameters);
    lines = List.copyOf(lines);
    results = List.copyOf(results);
    resultTypes = List.copyOf(resultTypes);
  }
}
