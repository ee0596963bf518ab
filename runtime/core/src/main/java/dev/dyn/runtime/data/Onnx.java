package dev.dyn.runtime.data;

import dev.dyn.runtime.results.Columns;
import dev.dyn.runtime.results.OnnxGraph;
import dev.dyn.runtime.results.OnnxGraph.Attribute;
import dev.dyn.runtime.results.OnnxGraph.Axis;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// A network with its weights as `.onnx` (Open Neural Network Exchange, version 1.13: the messages
/// `ModelProto` and what they hold, in the wire format of Protocol Buffers). The weights are
/// written straight from their tensors.
final class Onnx {
  /// Versions of the format and of the set of operators.
  private static final int FORMAT = 8;

  private static final int OPERATORS = 18;

  /// What readers of Protocol Buffers take.
  private static final long MOST_BYTES = Integer.MAX_VALUE;

  private Onnx() {}

  /// @throws IOException also if the weights are too many for a file of this kind
  static void write(OnnxGraph graph, Columns weights, OutputStream out) throws IOException {
    byte[] described = described(graph).toBytes();
    List<byte[]> heads = new ArrayList<>();
    long length = described.length;
    for (var entry : weights.tensors().entrySet()) {
      byte[] head = head(entry.getKey(), entry.getValue());
      heads.add(head);
      length += head.length + LittleEndian.length(entry.getValue());
    }
    if (length > MOST_BYTES) {
      throw new IOException(
          "an `.onnx` file holds at most 2 GB, and this model has "
              + (length >> 20)
              + " MB; `.safetensors` holds more");
    }
    WireMessage operators = new WireMessage().text(1, "").number(2, OPERATORS);
    WireMessage model = new WireMessage().number(1, FORMAT).text(2, "dyn").message(8, operators);
    out.write(model.announce(7, length).toBytes());
    out.write(described);
    int k = 0;
    for (Tensor tensor : weights.tensors().values()) {
      out.write(heads.get(k++));
      LittleEndian.write(tensor, out);
    }
  }

  /// `GraphProto` without the weights.
  private static WireMessage described(OnnxGraph graph) {
    WireMessage message = new WireMessage();
    for (OnnxGraph.Node node : graph.nodes()) {
      message.message(1, node(node));
    }
    message.text(2, "network");
    for (OnnxGraph.Constant constant : graph.constants()) {
      WireMessage tensor = tensor(constant.name(), constant.elem(), constant.extents());
      message.message(5, numbers(tensor, constant));
    }
    graph.inputs().forEach(port -> message.message(11, port(port)));
    graph.outputs().forEach(port -> message.message(12, port(port)));
    return message;
  }

  /// `NodeProto`.
  private static WireMessage node(OnnxGraph.Node node) {
    WireMessage message = new WireMessage();
    node.inputs().forEach(name -> message.text(1, name));
    node.outputs().forEach(name -> message.text(2, name));
    message.text(4, node.operator());
    for (Attribute attribute : node.attributes()) {
      message.message(
          5,
          switch (attribute) {
            case Attribute.Int(String name, long value) ->
                new WireMessage().text(1, name).number(3, value).number(20, 2);
            case Attribute.Ints(String name, var values) -> {
              WireMessage ints = new WireMessage().text(1, name);
              values.forEach(value -> ints.number(8, value));
              yield ints.number(20, 7);
            }
          });
    }
    return message;
  }

  /// `ValueInfoProto`.
  private static WireMessage port(OnnxGraph.Port port) {
    WireMessage shape = new WireMessage();
    for (Axis axis : port.axes()) {
      shape.message(
          1,
          switch (axis) {
            case Axis.Fixed(long size) -> new WireMessage().number(1, size);
            case Axis.Free(String name) -> new WireMessage().text(2, name);
          });
    }
    WireMessage tensor = new WireMessage().number(1, kind(port.elem())).message(2, shape);
    return new WireMessage().text(1, port.name()).message(2, new WireMessage().message(1, tensor));
  }

  /// A `TensorProto` without its entries.
  private static WireMessage tensor(String name, Elem elem, List<Integer> extents) {
    WireMessage message = new WireMessage();
    extents.forEach(extent -> message.number(1, extent));
    return message.number(2, kind(elem)).text(8, name);
  }

  private static WireMessage numbers(WireMessage tensor, OnnxGraph.Constant constant) {
    int width = LittleEndian.width(constant.elem());
    var bytes =
        ByteBuffer.allocate(width * Math.max(constant.reals().size(), constant.ints().size()))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (double real : constant.reals()) {
      if (constant.elem() == Elem.F32) {
        bytes.putFloat((float) real);
      } else {
        bytes.putDouble(real);
      }
    }
    for (long integer : constant.ints()) {
      if (constant.elem() == Elem.BOOL) {
        bytes.put((byte) integer);
      } else {
        bytes.putLong(integer);
      }
    }
    return tensor.bytes(9, bytes.array());
  }

  /// A weight up to its entries: the key and length of the message, and what comes before the
  /// entries.
  private static byte[] head(String name, Tensor tensor) {
    List<Integer> extents = new ArrayList<>();
    for (int extent : tensor.shape().extents()) {
      extents.add(extent);
    }
    long entries = LittleEndian.length(tensor);
    byte[] inner = tensor(name, tensor.elem(), extents).announce(9, entries).toBytes();
    return new WireMessage().announce(5, inner.length + entries).raw(inner).toBytes();
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
