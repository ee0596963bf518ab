package dev.dyn.runtime.results;

import dev.dyn.runtime.tensor.Elem;
import java.util.List;

/// A network as the graph of an `.onnx` file, without its weights: these are columns of the same
/// names. Nodes stand in an order in which each uses only what stands above it.
///
/// @param constants numbers that are written in the network
public record OnnxGraph(
    List<Port> inputs, List<Port> outputs, List<Node> nodes, List<Constant> constants) {
  public OnnxGraph {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    nodes = List.copyOf(nodes);
    constants = List.copyOf(constants);
  }

  /// What goes in or comes out.
  public record Port(String name, Elem elem, List<Axis> axes) {
    public Port {
      axes = List.copyOf(axes);
    }
  }

  /// The extent of an axis.
  public sealed interface Axis {
    record Fixed(long size) implements Axis {}

    /// Any extent, the same wherever the name stands.
    record Free(String name) implements Axis {}
  }

  /// A call of an operator of the standard (ONNX 1.13, operator set 18).
  public record Node(
      String operator, List<String> inputs, List<String> outputs, List<Attribute> attributes) {
    public Node {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
      attributes = List.copyOf(attributes);
    }
  }

  /// A setting of an operator.
  public sealed interface Attribute {
    record Int(String name, long value) implements Attribute {}

    record Ints(String name, List<Long> values) implements Attribute {
      public Ints {
        values = List.copyOf(values);
      }
    }
  }

  /// A tensor of numbers; those that are no whole numbers, as kind `elem`.
  public record Constant(
      String name, Elem elem, List<Integer> extents, List<Double> reals, List<Long> ints) {
    public Constant {
      extents = List.copyOf(extents);
      reals = List.copyOf(reals);
      ints = List.copyOf(ints);
    }
  }
}
