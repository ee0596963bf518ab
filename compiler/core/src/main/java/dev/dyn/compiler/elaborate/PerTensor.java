package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.syntax.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How the states of a rule that is meant `per tensor` stand in vectors: each state is one vector,
/// in which its values for the weights follow each other, flattened.
final class PerTensor {
  private final Training training;
  private final Map<String, List<Type>> types = new LinkedHashMap<>();

  PerTensor(Training training) {
    this.training = training;
    types.put("theta", slots().stream().map(Theta.Slot::type).toList());
  }

  private List<Theta.Slot> slots() {
    return training.objective().theta().slots();
  }

  /// What `state` of the rule starts from, for each weight by itself, as one vector.
  Var start(Elaborator elaborator, SystemInstance rule, Item.Quantity state) {
    Builder b = elaborator.builder();
    Var theta = rule.starts().get("theta");
    List<Var> pieces = new ArrayList<>();
    for (Theta.Slot slot : slots()) {
      Scope own = rule.environment().with("theta", new Value.Array(slot.of(theta, b)));
      Value value = rule.drawn(elaborator, state, own, rule.stream());
      pieces.add(elaborator.numbers().toReal(value, state.name().span()));
    }
    types.put(state.name().text(), pieces.stream().map(Var::type).toList());
    return flat(pieces, b);
  }

  /// What the states are for weight number `place`, of the vectors that they are for all.
  List<Var> states(List<Var> all, int place, Builder b) {
    List<Var> own = new ArrayList<>();
    for (String state : types.keySet()) {
      own.add(piece(state, all.get(own.size()), place, b));
    }
    return own;
  }

  /// What stands for weight number `place` in a vector like `state`.
  Var piece(String state, Var all, int place, Builder b) {
    List<Type> pieces = types.get(state);
    Dim start = pieces.subList(0, place).stream().map(Type::count).reduce(Dim.ZERO, Dim::plus);
    Type type = pieces.get(place);
    return b.reshape(b.slice(all, 0, start, type.count(), 1), type.dims());
  }

  /// What each weight has, weight by weight, as one vector for each state.
  static List<Var> together(List<List<Var>> weights, Builder b) {
    List<Var> all = new ArrayList<>();
    for (int k = 0; k < weights.getFirst().size(); k++) {
      int state = k;
      all.add(flat(weights.stream().map(own -> own.get(state)).toList(), b));
    }
    return all;
  }

  private static Var flat(List<Var> pieces, Builder b) {
    return b.concat(
        pieces.stream().map(piece -> b.reshape(piece, List.of(piece.type().count()))).toList(), 0);
  }
}
