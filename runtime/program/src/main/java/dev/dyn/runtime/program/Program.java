package dev.dyn.runtime.program;

import dev.dyn.runtime.tensor.Elem;
import java.util.List;

/// An experiment, ready to run: what is computed in which order, and when what is shown.
///
/// Values are numbered from 0; each is defined once, by the step that first names it. The
/// arithmetic is in a [ProgramCode].
///
/// @param values how many there are
/// @param choices what the compiler chose and why, for `--explain`
public record Program(
    String name, Elem precision, long seed, int values, List<Step> steps, List<String> choices) {
  public Program {
    steps = List.copyOf(steps);
    choices = List.copyOf(choices);
  }
}
