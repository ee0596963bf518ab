package dev.dyn.runtime.checkpoint;

import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Tensors as bytes that keep every bit: kind, rank, extents, then the entries, all big-endian.
final class TensorBytes {
  /// Entries are written in pieces of this many, so that large tensors need no second copy.
  private static final int PIECE = 1 << 13;

  private static final Elem[] KINDS = Elem.values();

  private TensorBytes() {}

  static void write(List<Tensor> tensors, DataOutputStream out) throws IOException {
    out.writeInt(tensors.size());
    for (Tensor tensor : tensors) {
      write(tensor, out);
    }
  }

  static List<Tensor> read(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<Tensor> tensors = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      tensors.add(readOne(in));
    }
    return tensors;
  }

  private static void write(Tensor tensor, DataOutputStream out) throws IOException {
    out.writeByte(tensor.elem().ordinal());
    out.writeByte(tensor.shape().rank());
    for (int extent : tensor.shape().extents()) {
      out.writeInt(extent);
    }
    byte[] bytes = new byte[Long.BYTES * PIECE];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    for (int from = 0; from < tensor.size(); from += PIECE) {
      int n = Math.min(PIECE, tensor.size() - from);
      int width =
          switch (tensor) {
            case Tensor.F64(_, double[] x) -> {
              buffer.asDoubleBuffer().put(x, from, n);
              yield Double.BYTES;
            }
            case Tensor.F32(_, float[] x) -> {
              buffer.asFloatBuffer().put(x, from, n);
              yield Float.BYTES;
            }
            case Tensor.I64(_, long[] x) -> {
              buffer.asLongBuffer().put(x, from, n);
              yield Long.BYTES;
            }
            case Tensor.Bool(_, long[] x) -> {
              buffer.asLongBuffer().put(x, from, n);
              yield Long.BYTES;
            }
          };
      out.write(bytes, 0, n * width);
    }
  }

  private static Tensor readOne(DataInputStream in) throws IOException {
    Elem elem = KINDS[in.readByte()];
    int[] extents = new int[in.readByte()];
    for (int k = 0; k < extents.length; k++) {
      extents[k] = in.readInt();
    }
    Tensor tensor = Tensor.zeros(elem, new Shape(extents));
    byte[] bytes = new byte[Long.BYTES * PIECE];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    for (int from = 0; from < tensor.size(); from += PIECE) {
      int n = Math.min(PIECE, tensor.size() - from);
      in.readFully(bytes, 0, n * (elem == Elem.F32 ? Float.BYTES : Long.BYTES));
      switch (tensor) {
        case Tensor.F64(_, double[] x) -> buffer.asDoubleBuffer().get(x, from, n);
        case Tensor.F32(_, float[] x) -> buffer.asFloatBuffer().get(x, from, n);
        case Tensor.I64(_, long[] x) -> buffer.asLongBuffer().get(x, from, n);
        case Tensor.Bool(_, long[] x) -> buffer.asLongBuffer().get(x, from, n);
      }
    }
    return tensor;
  }
}
