package dev.dyn.compiler.onnx;

import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.results.OnnxGraph.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Operations that only move entries, as nodes.
final class OnnxReindex {
  private final OnnxNodes nodes;
  private final Function<Var, String> tensor;

  OnnxReindex(OnnxNodes nodes, Function<Var, String> tensor) {
    this.nodes = nodes;
    this.tensor = tensor;
  }

  String write(Reindex move) {
    return switch (move) {
      case Reindex.Reshape(Var arg, var dims) ->
          nodes.reshape(tensor.apply(arg), arg.type().dims(), dims);
      case Reindex.Transpose(Var arg, var order) ->
          nodes.call(
              "Transpose",
              List.of(tensor.apply(arg)),
              new Attribute.Ints("perm", order.stream().map(Integer::longValue).toList()));
      case Reindex.Broadcast(Var arg, var dims, _) ->
          nodes.call("Expand", tensor.apply(arg), nodes.shape(dims));
      case Reindex.Slice slice -> slice(slice);
      case Reindex.Pad pad -> pad(pad);
      case Reindex.Gather gather -> gather(gather);
      case Reindex.Scatter _ -> throw nodes.refusal("a sum over places (`scatter`)");
      case Reindex.Concat(var args, int axis) ->
          nodes.call("Concat", args.stream().map(tensor).toList(), new Attribute.Int("axis", axis));
    };
  }

  /// A slice that runs backwards to the first entry ends before every entry.
  private String slice(Reindex.Slice slice) {
    Dim end = slice.start().plus(slice.size().times(Dim.of(slice.stride())));
    boolean isBackwards = slice.stride() < 0;
    if (isBackwards && !end.isKnown() && !end.equals(Dim.of(-1))) {
      throw nodes.refusal("a slice that runs backwards to a place that is not known");
    }
    String until = isBackwards && end.value() < 0 ? nodes.ints(Long.MIN_VALUE) : nodes.size(end);
    return nodes.call(
        "Slice",
        tensor.apply(slice.arg()),
        nodes.size(slice.start()),
        until,
        nodes.ints(slice.axis()),
        nodes.ints(slice.stride()));
  }

  private String pad(Reindex.Pad pad) {
    if (pad.stride() != 1) {
      throw nodes.refusal("zeros between entries");
    }
    List<Dim> dims = pad.arg().type().dims();
    List<Dim> before = new ArrayList<>();
    List<Dim> after = new ArrayList<>();
    for (int axis = 0; axis < dims.size(); axis++) {
      boolean isPadded = axis == pad.axis();
      before.add(isPadded ? pad.start() : Dim.ZERO);
      after.add(isPadded ? pad.total().minus(pad.start()).minus(dims.get(axis)) : Dim.ZERO);
    }
    before.addAll(after);
    return nodes.call("Pad", tensor.apply(pad.arg()), nodes.shape(before));
  }

  private String gather(Reindex.Gather gather) {
    String source = tensor.apply(gather.source());
    if (gather.batch() == 0 && gather.indices().size() == 1) {
      return nodes.call("Gather", source, tensor.apply(gather.indices().getFirst()));
    }
    List<String> columns = new ArrayList<>();
    for (Var index : gather.indices()) {
      columns.add(nodes.call("Unsqueeze", tensor.apply(index), nodes.ints(index.type().rank())));
    }
    String places =
        columns.size() == 1
            ? columns.getFirst()
            : nodes.call(
                "Concat",
                columns,
                new Attribute.Int("axis", gather.indices().getFirst().type().rank()));
    return nodes.call(
        "GatherND", List.of(source, places), new Attribute.Int("batch_dims", gather.batch()));
  }
}
