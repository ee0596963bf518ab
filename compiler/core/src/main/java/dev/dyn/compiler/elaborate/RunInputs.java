package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/// What a script takes from its run instead of having it built in: real parameters and the seed.
///
/// A parameter becomes `if given then value else default`, with `given` and `value` parameters of
/// the script's body, so that defaults may still depend on other parameters. Where elaboration
/// needs a number, as for a size, it gets the default, and the parameter is *demanded*: the program
/// has to be elaborated again with it fixed.
public final class RunInputs {
  /// A parameter that a run may set.
  ///
  /// @param owner the system or experiment that declares it
  /// @param given a truth value
  public record Input(String owner, String name, Var given, Var value) {}

  private final Optional<Set<String>> fixed;
  private final Names names;
  private final SequencedMap<String, Input> inputs = new LinkedHashMap<>();
  private final Set<String> demanded = new TreeSet<>();
  private Optional<Var> seed = Optional.empty();

  /// @param fixed names of parameters, `owner.name`, that are no inputs; empty if nothing is one
  RunInputs(Optional<Set<String>> fixed, Names names) {
    this.fixed = fixed;
    this.names = names;
  }

  /// Nothing is taken from the run.
  static RunInputs none(Names names) {
    return new RunInputs(Optional.empty(), names);
  }

  Names names() {
    return names;
  }

  /// The stream that everything random stems from.
  Var stream(Builder builder, long known) {
    if (fixed.isEmpty()) {
      return builder.integer(known);
    }
    seed = Optional.of(names.fresh("stream", Type.I64));
    return seed.get();
  }

  /// The parameter as the run has it: `value` unless it is set.
  Value open(Elaborator elaborator, String owner, String name, Value value) {
    String qualified = owner + "." + name;
    boolean isReal =
        value instanceof Value.Real
            || value instanceof Value.Array(Var var) && var.type().elem().isReal();
    if (fixed.isEmpty() || fixed.get().contains(qualified) || elaborator.checksAllSizes()) {
      return value;
    }
    if (!isReal) {
      demanded.add(qualified);
      return value;
    }
    Builder builder = elaborator.builder();
    Var plain = elaborator.numbers().toVar(value, elaborator.here());
    Type type = plain.type();
    Input input = inputs.computeIfAbsent(qualified, _ -> input(owner, name, type));
    if (!type.isKnown() || !input.value().type().equals(type)) {
      demanded.add(qualified);
      return value;
    }
    Var given = builder.broadcast(input.given(), type.dims(), List.of());
    return new Value.Array(builder.select(given, input.value(), plain));
  }

  private Input input(String owner, String name, Type type) {
    return new Input(owner, name, names.fresh("given_" + name, Type.BOOL), names.fresh(name, type));
  }

  /// What inputs are taken for where a number must be known: nothing is set.
  Map<Var, Tensor> unset() {
    Map<Var, Tensor> values = new HashMap<>();
    for (Input input : inputs.values()) {
      if (input.value().type().isKnown()) {
        Type type = input.value().type();
        values.put(input.given(), Tensor.of(false));
        values.put(input.value(), Tensor.zeros(type.elem(), type.shape()));
      }
    }
    return values;
  }

  /// Remembers that a number that depends on `roots` had to be known.
  void demand(Set<Var> roots) {
    inputs.forEach((name, input) -> {
      if (roots.contains(input.given())) {
        demanded.add(name);
      }
    });
  }

  /// The parameters that must be fixed, or cannot be inputs, such as whole numbers.
  public Set<String> demanded() {
    return Set.copyOf(demanded);
  }

  public List<Input> inputs() {
    return List.copyOf(inputs.values());
  }

  public Optional<Var> seed() {
    return seed;
  }

  /// All as parameters of the body.
  List<Var> parameters() {
    List<Var> all = new ArrayList<>(seed.stream().toList());
    inputs
        .values()
        .forEach(input -> {
          all.add(input.given());
          all.add(input.value());
        });
    return all;
  }
}
