package dev.dyn.runtime.program;

import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import java.util.List;
import java.util.Optional;

/// An experiment, ready to run: what is computed in which order, and when what is shown.
///
/// Values are numbered from 0; each is defined once, by the step that first names it or as an
/// input. The arithmetic is in a [ProgramCode].
///
/// @param seed of the program
/// @param stream the value that all that is random stems from, an i64, where a run may choose it
/// @param inputs parameters that a run may set
/// @param values how many there are
/// @param choices what the compiler chose and why, for `--explain`
public record Program(
    String name,
    Elem precision,
    long seed,
    Optional<Integer> stream,
    List<Input> inputs,
    int values,
    List<Step> steps,
    List<String> choices) {
  public Program {
    inputs = List.copyOf(inputs);
    steps = List.copyOf(steps);
    choices = List.copyOf(choices);
  }

  /// A parameter.
  ///
  /// @param owner the system or experiment that declares it
  /// @param given the value that says whether a run sets it
  /// @param value what it is then set to, of kind `elem` and shape `shape`
  public record Input(String owner, String name, int given, int value, Elem elem, Shape shape) {}
}
