package dev.dyn.runtime.packed;

import dev.dyn.runtime.program.Arguments;
import dev.dyn.runtime.program.Program;
import dev.dyn.runtime.results.Quantity;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// What `--set name=value` means for a packed program.
public final class Settings {
  private final PackedProgram program;
  private final SortedMap<String, Arguments.Argument> values = new TreeMap<>();

  /// A setting that cannot be followed.
  ///
  /// @param code of the problem, `DYNnnnn`
  public record Refusal(String code, String message, String note) {}

  public Settings(PackedProgram program) {
    this.program = program;
  }

  /// What the run gets; a later setting of the same parameter wins.
  public Arguments arguments(OptionalLong seed) {
    return new Arguments(values, seed);
  }

  /// Follows one setting, or says why not.
  public Optional<Refusal> set(String typed) {
    int at = typed.indexOf('=');
    String name = at < 0 ? "" : typed.substring(0, at).strip();
    String value = at < 0 ? "" : typed.substring(at + 1).strip();
    if (name.isEmpty() || value.isEmpty()) {
      return refused(
          "DYN8007", "`--set " + typed + "` sets nothing.", "it has the form `--set name=value`");
    }
    List<PackedParameter> matches =
        program.parameters().stream()
            .filter(p -> p.qualified().equals(name) || p.name().equals(name))
            .toList();
    // the program's own are meant first
    if (matches.stream().anyMatch(p -> !p.isImported())) {
      matches = matches.stream().filter(p -> !p.isImported()).toList();
    }
    if (matches.isEmpty()) {
      return refused("DYN8004", "There is no parameter `" + name + "`.", parameters());
    }
    if (matches.size() > 1) {
      return refused(
          "DYN8005",
          "Several parameters are called `" + name + "`.",
          "Say which: " + listed(matches) + ".");
    }
    return set(matches.getFirst(), value);
  }

  private Optional<Refusal> set(PackedParameter parameter, String value) {
    String name = parameter.qualified();
    if (!parameter.isOpen()) {
      return refused(
          "DYN8020",
          "`" + name + "` is fixed in this JAR.",
          "It fixes sizes, is a whole number, or no experiment uses it; `dyn build "
              + program.file()
              + " --set "
              + name
              + "="
              + value
              + " -o …` builds a JAR with it.");
    }
    for (PackedExperiment experiment : program.experiments()) {
      for (Program.Input input : experiment.program().inputs()) {
        if (name.equals(input.owner() + "." + input.name())) {
          Optional<SettingText.Read> read = SettingText.read(value, input.elem());
          if (read.isEmpty()) {
            return refused(
                "DYN8007",
                "`" + value + "` is not a value for `--set " + name + "=…`.",
                "a standalone program reads numbers, `pi`, `+ - * / ^`, elementary functions and"
                    + " lists");
          }
          Optional<Tensor> fitting = fitted(read.get().real(), input.shape());
          if (fitting.isEmpty()) {
            return refused(
                "DYN8006",
                "`" + name + "` cannot be set to this.",
                "Its shape is " + input.shape() + ", this has " + read.get().real().shape() + ".");
          }
          values.put(name, new Arguments.Argument(fitting.get(), Quantity.of(read.get().shown())));
        }
      }
    }
    return Optional.empty();
  }

  /// The tensor itself, or a single number repeated.
  private static Optional<Tensor> fitted(Tensor tensor, Shape shape) {
    if (tensor.shape().equals(shape)) {
      return Optional.of(tensor);
    }
    if (tensor.shape().rank() > 0) {
      return Optional.empty();
    }
    Tensor repeated = Tensor.zeros(tensor.elem(), shape);
    switch (repeated) {
      case Tensor.F64(_, double[] entries) -> Arrays.fill(entries, tensor.scalar());
      case Tensor.F32(_, float[] entries) -> Arrays.fill(entries, (float) tensor.scalar());
      case Tensor.I64 _, Tensor.Bool _ -> throw new IllegalArgumentException("settings are real");
    }
    return Optional.of(repeated);
  }

  private String parameters() {
    return program.parameters().isEmpty()
        ? "This program has no parameters."
        : "Parameters are " + listed(program.parameters()) + ".";
  }

  private static String listed(List<PackedParameter> parameters) {
    return String.join(", ", parameters.stream().map(p -> "`" + p.qualified() + "`").toList());
  }

  private static Optional<Refusal> refused(String code, String message, String note) {
    return Optional.of(new Refusal(code, message, note));
  }
}
