package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The items of a declaration that have to do with learning.
///
/// @param weights what training changes; otherwise like parameters
/// @param averages states of a network that `running` in its `forward` keeps
/// @param layers instances inside, by name: the layers of a network, the models of a training
/// @param ons what a training evaluates anew at each of its steps
/// @param perTensor where a rule says that its equations are meant for each weight by itself
record Learning(
    Map<String, Item.Quantity> weights,
    Map<String, Item.Quantity> averages,
    Map<String, Item.Bind> layers,
    Optional<Item.Forward> forward,
    Map<String, Item.Bind> ons,
    List<Item.Loss> losses,
    List<Item.UseRule> rules,
    Optional<Span> perTensor) {
  Learning {
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    averages = Collections.unmodifiableMap(new LinkedHashMap<>(averages));
    layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
    ons = Collections.unmodifiableMap(new LinkedHashMap<>(ons));
    losses = List.copyOf(losses);
    rules = List.copyOf(rules);
  }

  /// Whether a weight, a running average or an instance inside is called `name`.
  boolean declares(String name) {
    return weights.containsKey(name) || averages.containsKey(name) || layers.containsKey(name);
  }

  /// The weights, the running averages and the instances inside, by name.
  List<String> names() {
    List<String> names = new ArrayList<>(weights.keySet());
    names.addAll(averages.keySet());
    names.addAll(layers.keySet());
    return names;
  }
}
