package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.UnsupportedCodes;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The weights of an instance and of the instances inside it.
final class Weights {
  private Weights() {}

  /// All weights: its own, then those of its layers and parts, as `first.W`; one that several
  /// layers share comes once.
  static Map<String, Var> of(SystemInstance instance) {
    return all(instance, learning -> learning.weights().keySet());
  }

  /// The same with the running averages, each after the weights of its network: all that training
  /// changes.
  static Map<String, Var> andAverages(SystemInstance instance) {
    return all(
        instance,
        learning -> {
          List<String> names = new ArrayList<>(learning.weights().keySet());
          names.addAll(learning.averages().keySet());
          return names;
        });
  }

  private static Map<String, Var> all(
      SystemInstance instance, Function<Learning, Collection<String>> names) {
    Map<String, Var> all = new LinkedHashMap<>();
    gather(instance, "", names, all, Collections.newSetFromMap(new IdentityHashMap<>()));
    return all;
  }

  private static void gather(
      SystemInstance instance,
      String prefix,
      Function<Learning, Collection<String>> names,
      Map<String, Var> all,
      Set<SystemInstance> seen) {
    if (!seen.add(instance)) {
      return;
    }
    for (String name : names.apply(instance.model().learning())) {
      if (known(instance, name) instanceof Value.Array(Var var)) {
        all.put(prefix + name, var);
      }
    }
    layers(instance).forEach((name, layer) -> gather(layer, prefix + name + ".", names, all, seen));
  }

  /// The instances inside, by name: layers, then single parts. Those of a list of layers are called
  /// by their places, `blocks.0`.
  static Map<String, SystemInstance> layers(SystemInstance instance) {
    Map<String, SystemInstance> layers = new LinkedHashMap<>();
    for (String name : instance.model().learning().layers().keySet()) {
      gather(name, known(instance, name), layers);
    }
    instance
        .parts()
        .forEach((name, part) -> part.single().ifPresent(single -> layers.put(name, single)));
    return layers;
  }

  private static void gather(String name, Value value, Map<String, SystemInstance> layers) {
    if (value instanceof Value.Instance(SystemInstance layer)) {
      layers.put(name, layer);
    } else if (value instanceof Value.Tuple(var list)) {
      for (int k = 0; k < list.size(); k++) {
        gather(name + "." + k, list.get(k), layers);
      }
    }
  }

  /// Works out all weights and layers, and tells whether all have values.
  static boolean settle(SystemInstance instance) {
    List<String> names = instance.model().learning().names();
    boolean complete = true;
    for (String name : names) {
      complete &= !(known(instance, name) instanceof Value.Invalid);
    }
    return complete;
  }

  /// Reports an array of parts with weights, the part `name` of `instance`.
  static boolean refuses(Elaborator elaborator, SystemInstance instance, String name, Part part) {
    boolean hasWeights = part.single().isEmpty() && !of(part.sample()).isEmpty();
    if (hasWeights) {
      elaborator.report(
          Unsupported.refusal(
              UnsupportedCodes.WEIGHT,
              "Weights in an array of parts cannot be trained yet.",
              instance.model().parts().get(name).name().span()));
    }
    return hasWeights;
  }

  private static Value known(SystemInstance instance, String name) {
    return instance.environment().find(name).orElse(Value.INVALID);
  }
}
