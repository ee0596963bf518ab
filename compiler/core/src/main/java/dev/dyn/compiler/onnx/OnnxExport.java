package dev.dyn.compiler.onnx;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Constant;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Iota;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Size;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.ScalarFn.Meaning;
import dev.dyn.compiler.optimize.Passes;
import dev.dyn.runtime.results.OnnxGraph;
import dev.dyn.runtime.results.OnnxGraph.Attribute;
import dev.dyn.runtime.results.OnnxGraph.Axis;
import dev.dyn.runtime.results.OnnxGraph.Port;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Writes a block without regions as the graph of an `.onnx` file:
///
/// ```
/// %h = contract(%x, %W)    %y = add(%h, broadcast %b)    ⟶    MatMul x W → t1    Add t1 b → t2
/// ```
///
/// Repeated entries are left to the standard's broadcasting where they only meet others. Extents
/// that are names become free axes.
public final class OnnxExport {
  private final Map<Var, String> tensors = new HashMap<>();
  private final Map<Var, Reindex.Broadcast> repeated = new HashMap<>();
  private final OnnxNodes nodes = new OnnxNodes(tensors);
  private final OnnxElementwise functions = new OnnxElementwise(nodes);
  private final OnnxReindex moves;

  private final Names names;

  private OnnxExport(Names names) {
    this.names = names;
    moves = new OnnxReindex(nodes, this::tensor);
  }

  /// @param network closed; its first parameters are the inputs, the others are weights
  /// @param inputs the names of the inputs
  /// @param weights the names of the other parameters
  /// @param outputs the names of the results
  /// @throws NotInOnnx where the block has something that the graph cannot say
  public static OnnxGraph graph(
      Block network, List<String> inputs, List<String> weights, List<String> outputs, Names names) {
    Block simple = Passes.standard().run(network, names);
    OnnxExport export = new OnnxExport(names);
    List<String> all = Stream.concat(inputs.stream(), weights.stream()).toList();
    for (int k = 0; k < all.size(); k++) {
      export.tensors.put(simple.parameters().get(k), all.get(k));
    }
    List<Var> taken = simple.parameters().subList(0, inputs.size());
    taken.forEach(export.nodes::readSizesFrom);
    simple.lets().forEach(export::refuseBlocks);
    simple.lets().forEach(export::write);
    List<Port> given = new ArrayList<>();
    for (int k = 0; k < outputs.size(); k++) {
      Var result = simple.results().get(k);
      String name = all.contains(outputs.get(k)) ? "output_" + outputs.get(k) : outputs.get(k);
      export.nodes.give(export.tensor(result), name);
      given.add(port(name, result.type()));
    }
    List<Port> ports = new ArrayList<>();
    for (int k = 0; k < inputs.size(); k++) {
      ports.add(port(inputs.get(k), taken.get(k).type()));
    }
    return new OnnxGraph(ports, given, export.nodes.nodes(), export.nodes.constants());
  }

  private static Port port(String name, Type type) {
    List<Axis> axes =
        type.dims().stream()
            .<Axis>map(
                dim -> dim.isKnown() ? new Axis.Fixed(dim.value()) : new Axis.Free(dim.toString()))
            .toList();
    return new Port(name, type.elem(), axes);
  }

  /// What the graph has no form for at all is told before what only leads to it.
  private void refuseBlocks(Let let) {
    nodes.at(let.site());
    if (let.op() instanceof Region) {
      throw nodes.refusal("a repetition or a simulation");
    }
    if (let.op() instanceof Op.Draw) {
      throw nodes.refusal("random numbers");
    }
  }

  private void write(Let let) {
    nodes.at(let.site());
    switch (let.op()) {
      case Constant(var value) -> tensors.put(let.target(), nodes.constant(value));
      case Iota(Dim size) -> {
        String end = nodes.reshape(nodes.size(size), List.of(Dim.ONE), List.of());
        String from = nodes.number(0, Elem.I64);
        tensors.put(let.target(), nodes.call("Range", from, end, nodes.number(1, Elem.I64)));
      }
      case Size(Dim size) ->
          tensors.put(let.target(), nodes.reshape(nodes.size(size), List.of(Dim.ONE), List.of()));
      case Op.Elementwise call -> elementwise(let, call);
      case Op.Reduce(var fn, Var arg, var axes) -> tensors.put(let.target(), reduce(fn, arg, axes));
      case Reindex.Broadcast broadcast -> repeated.put(let.target(), broadcast);
      case Reindex move -> tensors.put(let.target(), moves.write(move));
      case Op.Contract contract -> tensors.put(let.target(), contract(contract, let.target()));
      case Op.ArrayCall(var fn, _, _) -> throw nodes.refusal("the function `" + fn.name() + "`");
      case Op.Draw _, Region _ -> refuseBlocks(let);
    }
  }

  /// The name of a tensor with all its entries.
  private String tensor(Var var) {
    Reindex.Broadcast broadcast = repeated.get(var);
    if (broadcast != null && !tensors.containsKey(var)) {
      String small = unrepeated(broadcast);
      tensors.put(var, nodes.call("Expand", small, nodes.shape(broadcast.dims())));
    }
    return tensors.get(var);
  }

  /// What is repeated, with extents 1 where the standard's broadcasting would not guess the axes.
  private String unrepeated(Reindex.Broadcast broadcast) {
    String arg = tensor(broadcast.arg());
    List<Integer> axes = broadcast.axes();
    int rank = broadcast.dims().size();
    boolean isInner = axes.isEmpty() || axes.getFirst() == rank - axes.size();
    if (isInner) {
      return arg;
    }
    List<Long> missing = new ArrayList<>();
    for (int axis = axes.getFirst() + 1; axis < rank; axis++) {
      if (!axes.contains(axis)) {
        missing.add((long) axis - axes.getFirst());
      }
    }
    return nodes.call("Unsqueeze", arg, nodes.ints(missing));
  }

  private void elementwise(Let let, Op.Elementwise call) {
    if (!OnnxElementwise.isKnown(call.fn())
        && call.fn().meaning() instanceof Meaning.Expansion(var lines)) {
      Builder b = new Builder(names);
      b.at(let.site());
      Var value = lines.expand(b, call.args());
      b.lets().forEach(this::write);
      alias(let.target(), value);
      return;
    }
    boolean hasWhole = call.args().stream().anyMatch(arg -> !repeated.containsKey(arg));
    List<String> args = new ArrayList<>();
    for (Var arg : call.args()) {
      boolean whole = !repeated.containsKey(arg) || !hasWhole && args.isEmpty();
      args.add(whole ? tensor(arg) : unrepeated(repeated.get(arg)));
    }
    Elem elem = call.args().getLast().type().elem();
    tensors.put(let.target(), functions.call(call.fn(), args, elem));
  }

  private void alias(Var target, Var value) {
    Reindex.Broadcast broadcast = repeated.get(value);
    if (broadcast != null) {
      repeated.put(target, broadcast);
    } else {
      tensors.put(target, tensors.get(value));
    }
  }

  private String reduce(ReduceFn fn, Var arg, List<Integer> axes) {
    Attribute plain = new Attribute.Int("keepdims", 0);
    String along = nodes.ints(axes.stream().map(Integer::longValue).toList());
    List<String> inputs = List.of(tensor(arg), along);
    return switch (fn) {
      case SUM -> nodes.call("ReduceSum", inputs, plain);
      case PROD -> nodes.call("ReduceProd", inputs, plain);
      case MAX -> nodes.call("ReduceMax", inputs, plain);
      case MIN -> nodes.call("ReduceMin", inputs, plain);
      case ANY -> truth("ReduceMax", arg, along, plain);
      case ALL -> truth("ReduceMin", arg, along, plain);
      case ARGMAX -> place("ArgMax", arg, axes, plain);
      case ARGMIN -> place("ArgMin", arg, axes, plain);
    };
  }

  private String truth(String operator, Var arg, String along, Attribute plain) {
    String numbers = nodes.cast(tensor(arg), Elem.I64);
    return nodes.cast(nodes.call(operator, List.of(numbers, along), plain), Elem.BOOL);
  }

  private String place(String operator, Var arg, List<Integer> axes, Attribute plain) {
    if (axes.size() != 1) {
      throw nodes.refusal("the place of the largest or smallest entry of a matrix");
    }
    Attribute axis = new Attribute.Int("axis", axes.getFirst());
    return nodes.call(operator, List.of(tensor(arg)), axis, plain);
  }

  /// Sums of products are `MatMul`, of tensors `[batch…, rows, summed]` and `[batch…, summed,
  /// columns]`.
  private String contract(Op.Contract contract, Var target) {
    Type left = contract.left().type();
    Type right = contract.right().type();
    int batch = contract.batch();
    int summed = contract.summed();
    if (batch == 0 && summed == 1 && right.rank() == 2) {
      return nodes.call("MatMul", tensor(contract.left()), tensor(contract.right()));
    }
    List<Dim> outer = left.dims().subList(0, batch);
    Dim rows = Dim.product(left.dims().subList(batch, left.rank() - summed));
    Dim inner = Dim.product(left.dims().subList(left.rank() - summed, left.rank()));
    Dim columns = Dim.product(right.dims().subList(batch + summed, right.rank()));
    List<Dim> leftDims = joined(outer, rows, inner);
    List<Dim> rightDims = joined(outer, inner, columns);
    String product =
        nodes.call(
            "MatMul",
            nodes.reshape(tensor(contract.left()), left.dims(), leftDims),
            nodes.reshape(tensor(contract.right()), right.dims(), rightDims));
    return nodes.reshape(product, joined(outer, rows, columns), target.type().dims());
  }

  private static List<Dim> joined(List<Dim> outer, Dim rows, Dim columns) {
    List<Dim> dims = new ArrayList<>(outer);
    dims.add(rows);
    dims.add(columns);
    return dims;
  }
}
