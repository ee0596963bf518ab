package dev.dyn.compiler.onnx;

import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.results.OnnxGraph.Attribute;
import dev.dyn.runtime.results.OnnxGraph.Constant;
import dev.dyn.runtime.results.OnnxGraph.Node;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The nodes and constants of a graph while it is written. Tensors are known by their names.
final class OnnxNodes {
  private final List<Node> nodes = new ArrayList<>();
  private final List<Constant> constants = new ArrayList<>();
  private final Map<Constant, String> known = new HashMap<>();
  private final Map<String, Var> freeAxes = new HashMap<>();
  private final Map<Var, String> names;
  private final Map<Dim, String> sizes = new HashMap<>();
  private int count;
  private int site = -1;

  /// @param names the names of tensors; more are put in as they are written
  OnnxNodes(Map<Var, String> names) {
    this.names = names;
  }

  List<Node> nodes() {
    return nodes;
  }

  List<Constant> constants() {
    return constants;
  }

  /// The nodes to come stem from offset `offset` of the source.
  void at(int offset) {
    site = offset;
  }

  NotInOnnx refusal(String what) {
    return new NotInOnnx(what, site);
  }

  /// Extents that are names are told by the inputs that have them.
  void readSizesFrom(Var input) {
    for (Dim dim : input.type().dims()) {
      if (!dim.isKnown()) {
        freeAxes.putIfAbsent(dim.toString(), input);
      }
    }
  }

  String call(String operator, List<String> inputs, Attribute... attributes) {
    String target = "t" + ++count;
    nodes.add(new Node(operator, inputs, List.of(target), List.of(attributes)));
    return target;
  }

  String call(String operator, String... inputs) {
    return call(operator, List.of(inputs));
  }

  /// `inputs` go under the name of an output of the network.
  void give(String tensor, String output) {
    nodes.add(new Node("Identity", List.of(tensor), List.of(output), List.of()));
  }

  // ---- constants

  /// A scalar of the kind of `like`.
  String number(double value, Elem elem) {
    return elem.isReal()
        ? constant(elem, List.of(), List.of(value), List.of())
        : constant(elem, List.of(), List.of(), List.of((long) value));
  }

  /// A vector of whole numbers.
  String ints(List<Long> values) {
    return constant(Elem.I64, List.of(values.size()), List.of(), values);
  }

  String ints(long... values) {
    return ints(Arrays.stream(values).boxed().toList());
  }

  String constant(Tensor tensor) {
    List<Integer> extents = Arrays.stream(tensor.shape().extents()).boxed().toList();
    List<Double> reals = new ArrayList<>();
    List<Long> ints = new ArrayList<>();
    switch (tensor) {
      case Tensor.F64(_, double[] values) -> Arrays.stream(values).forEach(reals::add);
      case Tensor.F32(_, float[] values) -> {
        for (float value : values) {
          reals.add((double) value);
        }
      }
      case Tensor.I64(_, long[] values) -> Arrays.stream(values).forEach(ints::add);
      case Tensor.Bool(_, long[] values) -> Arrays.stream(values).forEach(ints::add);
    }
    return constant(tensor.elem(), extents, reals, ints);
  }

  private String constant(Elem elem, List<Integer> extents, List<Double> reals, List<Long> ints) {
    return known.computeIfAbsent(
        new Constant("", elem, extents, reals, ints),
        _ -> {
          String name = "c" + (known.size() + 1);
          constants.add(new Constant(name, elem, extents, reals, ints));
          return name;
        });
  }

  // ---- sizes

  /// Extents as a vector of whole numbers.
  String shape(List<Dim> dims) {
    if (dims.stream().allMatch(Dim::isKnown)) {
      return ints(dims.stream().map(Dim::value).toList());
    }
    List<String> parts = dims.stream().map(this::size).toList();
    return parts.size() == 1
        ? parts.getFirst()
        : call("Concat", parts, new Attribute.Int("axis", 0));
  }

  /// One extent, as a vector of one entry.
  String size(Dim dim) {
    if (dim.isKnown()) {
      return ints(dim.value());
    }
    String written = sizes.get(dim);
    if (written == null) {
      written =
          dim.terms().entrySet().stream()
              .map(term -> product(term.getValue(), term.getKey()))
              .reduce((a, b) -> call("Add", a, b))
              .orElseThrow();
      sizes.put(dim, written);
    }
    return written;
  }

  private String product(long factor, List<String> free) {
    List<String> factors = new ArrayList<>();
    if (factor != 1 || free.isEmpty()) {
      factors.add(ints(factor));
    }
    free.forEach(name -> factors.add(extent(name)));
    return factors.stream().reduce((a, b) -> call("Mul", a, b)).orElseThrow();
  }

  private String extent(String name) {
    Dim dim = Dim.named(name);
    String written = sizes.get(dim);
    if (written == null) {
      Var input = freeAxes.get(name);
      if (input == null) {
        throw refusal("a size that only the run knows (`" + name + "`)");
      }
      long axis = input.type().dims().indexOf(dim);
      written = call("Gather", call("Shape", names.get(input)), ints(axis));
      sizes.put(dim, written);
    }
    return written;
  }

  // ---- shapes

  /// `tensor`, of extents `from`, under the extents `to`.
  String reshape(String tensor, List<Dim> from, List<Dim> to) {
    if (from.equals(to)) {
      return tensor;
    }
    List<Long> extents = new ArrayList<>();
    for (Dim dim : to) {
      extents.add(dim.isKnown() ? dim.value() : -1);
    }
    // One extent may be left to the reader to work out.
    boolean isPlain = Collections.frequency(extents, -1L) <= 1 && !extents.contains(0L);
    return call("Reshape", tensor, isPlain ? ints(extents) : shape(to));
  }

  String cast(String tensor, Elem to) {
    return call("Cast", List.of(tensor), new Attribute.Int("to", kind(to)));
  }

  private static int kind(Elem elem) {
    return switch (elem) {
      case F32 -> 1;
      case I64 -> 7;
      case BOOL -> 9;
      case F64 -> 11;
    };
  }
}
