package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.Names;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.elaborate.Builtin.Bound;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `with_weights(net, weights)`: a model with other weights, such as those of a file. They are a
/// record with a field for each weight and a record for each layer, and must be all there, in the
/// shapes that the model has; or they are one vector, as `weights(net)` is.
final class LoadedWeights {
  private LoadedWeights() {}

  static List<Builtin> all() {
    return List.of(Builtin.of("with_weights", "model weights", LoadedWeights::model));
  }

  private static Value model(Elaborator e, Bound a) {
    SystemInstance now = WeightFunctions.model(e, a.value("model"), a.span("model"));
    Map<String, Value> given = new LinkedHashMap<>();
    Value weights = a.value("weights");
    if (weights instanceof Value.Array(Var all)) {
      return new Value.Instance(now.with(e, pieces(e, a, now, all), a.site()));
    }
    flatten(e, a, weights, "", given);
    Map<String, Var> own = Weights.andAverages(now);
    given.forEach((name, value) -> require(e, a, name, value, own));
    for (String name : own.keySet()) {
      if (!given.containsKey(name)) {
        throw e.fail(
            Diagnostic.of(
                NameCodes.UNKNOWN_FIELD,
                "The weight `" + name + "` of the model is not among these.",
                a.span("weights")));
      }
    }
    Map<String, Value> real = new LinkedHashMap<>();
    given.forEach((name, value) ->
        real.put(name, new Value.Array(e.numbers().toReal(value, a.span("weights")))));
    return new Value.Instance(now.with(e, real, a.site()));
  }

  /// The weights that stand in one vector, as `weights(net)` gives it.
  private static Map<String, Value> pieces(Elaborator e, Bound a, SystemInstance model, Var all) {
    Theta theta = Theta.of(Map.of("", model));
    if (!all.type().dims().equals(List.of(theta.size()))) {
      throw e.fail(
          Diagnostic.of(
              TypeCodes.SHAPE_MISMATCH,
              "The model has " + theta.size() + " weights in all.",
              a.span("weights"),
              "this is " + Value.describe(all.type())));
    }
    return theta.weights("", all, e.builder());
  }

  /// The numbers in nested records, by the names of their fields with dots between.
  private static void flatten(
      Elaborator e, Bound a, Value value, String name, Map<String, Value> into) {
    if (value instanceof Value.Record(var fields)) {
      fields.forEach((field, inner) ->
          flatten(e, a, inner, name.isEmpty() ? field : name + "." + field, into));
    } else if (value instanceof Value.Tuple(var list) && !name.isEmpty()) {
      for (int k = 0; k < list.size(); k++) {
        flatten(e, a, list.get(k), name + "." + k, into);
      }
    } else if (!name.isEmpty() && Numbers.isNumeric(value)) {
      into.put(name, value);
    } else {
      throw e.fail(
          Diagnostic.of(
              TypeCodes.TYPE_MISMATCH,
              "Weights are a record of tensors.",
              a.span("weights"),
              "this is " + value.describe()));
    }
  }

  private static void require(
      Elaborator e, Bound a, String name, Value value, Map<String, Var> own) {
    if (!own.containsKey(name)) {
      throw e.fail(
          Diagnostic.of(
                  NameCodes.UNKNOWN_FIELD,
                  "The model has no weight `" + name + "`.",
                  a.span("weights"))
              .suggestName(Names.closest(name, own.keySet())));
    }
    Type wanted = own.get(name).type();
    Type given = e.numbers().toVar(value, a.span("weights")).type();
    if (!given.dims().equals(wanted.dims())) {
      throw e.fail(
          Diagnostic.of(
              TypeCodes.SHAPE_MISMATCH,
              "The weight `" + name + "` has another shape in the model.",
              a.span("weights"),
              "this is `"
                  + Value.shape(given.dims())
                  + "`, the model's `"
                  + Value.shape(wanted.dims())
                  + "`"));
    }
  }
}
