package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.ExperimentCodes;
import dev.dyn.compiler.elaborate.Script.Effect;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.onnx.NotInOnnx;
import dev.dyn.compiler.onnx.OnnxExport;
import dev.dyn.compiler.optimize.Passes;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Parameter;
import dev.dyn.compiler.syntax.TypeExpression;
import dev.dyn.compiler.syntax.TypeExpression.Dimension;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A network for an `.onnx` file: what its `forward` does, for inputs of the declared shapes, and
/// the weights that it has here. `[.., n]` is a matrix with a row for each example; extents without
/// a meaning stay free.
final class NetworkGraph {
  private static final String BATCH = "batch";

  private final Elaborator elaborator;
  private final SystemInstance network;
  private final Span site;

  NetworkGraph(Elaborator elaborator, SystemInstance network, Span site) {
    this.elaborator = elaborator;
    this.network = elaborator.current(network);
    this.site = site;
  }

  Effect.Save save(String path, Span statement) {
    Weights.settle(network);
    Item.Forward forward = network.model().learning().forward().orElseThrow();
    List<String> inputs = forward.parameters().stream().map(p -> p.name().text()).toList();
    Map<String, Var> outputs = new LinkedHashMap<>();
    Block traced =
        elaborator.trace(
            types(forward),
            inputs,
            given -> {
              List<Value> values = new ArrayList<>();
              given.forEach(var -> values.add(new Value.Array(var)));
              results(
                  "y",
                  new ForwardCall(network).call(elaborator, Arguments.of(values, site), site),
                  outputs);
              return List.copyOf(outputs.values());
            });
    Block simple = Passes.standard().run(traced, elaborator.names());
    Blocks.Closed closed = Blocks.close(simple, elaborator.names());
    Map<String, Var> weights = named(closed.captured(), inputs);
    try {
      return new Effect.Save(
          path,
          new LinkedHashMap<>(weights),
          Optional.of(
              OnnxExport.graph(
                  closed.block(),
                  inputs,
                  List.copyOf(weights.keySet()),
                  List.copyOf(outputs.keySet()),
                  elaborator.names())),
          statement);
    } catch (NotInOnnx refusal) {
      throw elaborator.fail(problem(refusal));
    }
  }

  /// The types of the inputs, as declared.
  private List<Type> types(Item.Forward forward) {
    TypeReader reader = new TypeReader(elaborator, network.environment().inner());
    return elaborator.each(
        forward.parameters(),
        parameter -> {
          TypeExpression type = parameter.type().orElseThrow(() -> shapeless(parameter));
          Type declared = reader.declared(type);
          boolean isOpen =
              !type.dimensions().isEmpty()
                  && type.dimensions().getFirst() instanceof Dimension.Rest;
          return isOpen ? declared.under(Dim.named(BATCH)) : declared;
        });
  }

  private Reported shapeless(Parameter parameter) {
    return elaborator.fail(
        Diagnostic.of(
                ExperimentCodes.NOT_IN_ONNX,
                "An `.onnx` file tells the shapes of a network's inputs, and `"
                    + network.name()
                    + "` does not.",
                site)
            .relate(parameter.name().span(), "no shape is declared here")
            .note("A type such as `[.., 64]` declares it."));
  }

  /// What the network gives, by name: the fields of a record, or `y`.
  private void results(String name, Value value, Map<String, Var> outputs) {
    if (elaborator.valid(value) instanceof Value.Record(var fields)) {
      fields.forEach((field, inner) -> results(field, inner, outputs));
    } else {
      outputs.put(name, elaborator.numbers().toVar(value, site));
    }
  }

  /// What the network takes from outside, by name: weights by theirs.
  private Map<String, Var> named(List<Var> captured, List<String> inputs) {
    Map<Var, String> known = new LinkedHashMap<>();
    Weights.of(network).forEach((name, var) -> known.putIfAbsent(var, name));
    Map<String, Var> named = new LinkedHashMap<>();
    for (Var var : captured) {
      String name = known.getOrDefault(var, "value" + (named.size() + 1));
      named.put(inputs.contains(name) ? "weight_" + name : name, var);
    }
    return named;
  }

  private Diagnostic problem(NotInOnnx refusal) {
    Diagnostic problem =
        Diagnostic.of(
            ExperimentCodes.NOT_IN_ONNX,
            "The network `"
                + network.name()
                + "` has something that an `.onnx` file cannot hold: "
                + refusal.getMessage()
                + ".",
            site);
    Source source = site.source();
    boolean isInside =
        refusal.site() >= 0
            && refusal.site() < source.text().length()
            && source.span(refusal.site(), refusal.site()).line() != site.line();
    return (isInside
            ? problem.relate(source.span(refusal.site(), refusal.site()), "it stems from here")
            : problem)
        .note("Its weights alone can go to a `.safetensors` file.");
  }
}
