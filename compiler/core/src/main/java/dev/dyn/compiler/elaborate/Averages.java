package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The networks that are in training while a loss is traced, and what becomes of their running
/// averages in it. A network that only occurs in the loss is not in training.
final class Averages {
  /// A `state` of a network that `running` in its `forward` keeps.
  private record Average(SystemInstance network, String name) {}

  private final Set<SystemInstance> networks = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<String, Map<String, Average>> places = new LinkedHashMap<>();
  private final Map<Average, Var> latest = new HashMap<>();
  private final Builder block;

  /// @param models the models as they are in the loss, by name
  /// @param path what the names of the layers that are trained begin with
  /// @param block where the lines of the loss go
  Averages(Map<String, SystemInstance> models, String path, Builder block) {
    this.block = block;
    models.forEach((name, model) -> {
      Map<String, Average> own = new LinkedHashMap<>();
      gather(model, "", path, own);
      places.put(name, own);
    });
  }

  private void gather(
      SystemInstance network, String prefix, String path, Map<String, Average> own) {
    if (prefix.startsWith(path) && !networks.add(network)) {
      return;
    }
    if (prefix.startsWith(path)) {
      for (String name : network.model().learning().averages().keySet()) {
        own.put(prefix + name, new Average(network, name));
      }
    }
    Weights.layers(network).forEach((name, layer) -> gather(layer, prefix + name + ".", path, own));
  }

  /// Whether `network` is in training.
  boolean trains(SystemInstance network) {
    return networks.contains(network);
  }

  /// Whether lines that are written to `builder` are worked out once in the loss.
  boolean isOnce(Builder builder) {
    return builder == block;
  }

  /// The average `name` of `network`, as the loss has left it so far.
  Var latest(SystemInstance network, String name) {
    return latest.computeIfAbsent(new Average(network, name), Averages::start);
  }

  private static Var start(Average average) {
    return average.network.environment().find(average.name).orElse(Value.INVALID)
            instanceof Value.Array(Var var)
        ? var
        : fail();
  }

  private static Var fail() {
    throw new Reported(); // its own declaration has been told of
  }

  void set(SystemInstance network, String name, Var value) {
    latest.put(new Average(network, name), value);
  }

  /// All averages of all models, one after the other.
  List<Var> all() {
    List<Var> all = new ArrayList<>();
    places.values().forEach(own -> own.values().forEach(a -> all.add(latest(a.network, a.name))));
    return all;
  }

  /// The names of all averages by model, in the order of [#all()].
  Map<String, List<String>> named() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    places.forEach((model, own) -> all.put(model, List.copyOf(own.keySet())));
    return all;
  }

  /// The values `vars`, in the order of [#all()], by model and name inside it.
  Map<String, Map<String, Value>> named(List<Var> vars) {
    Map<String, Map<String, Value>> all = new LinkedHashMap<>();
    int k = 0;
    for (Map.Entry<String, Map<String, Average>> model : places.entrySet()) {
      Map<String, Value> own = new LinkedHashMap<>();
      for (String name : model.getValue().keySet()) {
        own.put(name, new Value.Array(vars.get(k++)));
      }
      all.put(model.getKey(), own);
    }
    return all;
  }
}
