package dev.dyn.runtime.program;

import dev.dyn.runtime.random.Streams;
import dev.dyn.runtime.results.Quantity;
import dev.dyn.runtime.tensor.Tensor;
import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a run gives a program whose parameters and seed are open.
///
/// @param parameters by `owner.name`
public record Arguments(SortedMap<String, Argument> parameters, OptionalLong seed) {
  /// Nothing: all is as the program says.
  public static final Arguments NONE = new Arguments(new TreeMap<>(), OptionalLong.empty());

  public Arguments {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  /// The value of a parameter.
  ///
  /// @param value in the kind and shape of the input
  /// @param shown as it was given
  public record Argument(Tensor value, Quantity shown) {}

  /// The seed that a program runs with.
  public long seed(Program program) {
    return seed.orElse(program.seed());
  }

  /// What the report of an experiment lists beside its own parameters.
  SortedMap<String, Quantity> shown(String experiment) {
    SortedMap<String, Quantity> shown = new TreeMap<>();
    parameters.forEach((name, argument) -> {
      if (!name.startsWith(experiment + ".")) {
        shown.put(name, argument.shown());
      }
    });
    return shown;
  }

  /// Writes the inputs of a program into its values.
  void define(Program program, Tensor[] values) {
    program.stream().ifPresent(number -> values[number] = Tensor.of(Streams.of(seed(program))));
    for (Program.Input input : program.inputs()) {
      Argument argument = parameters.get(input.owner() + "." + input.name());
      boolean isGiven = argument != null;
      values[input.given()] = Tensor.of(isGiven);
      values[input.value()] =
          isGiven ? argument.value() : Tensor.zeros(input.elem(), input.shape());
    }
  }
}
