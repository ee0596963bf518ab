package dev.dyn.runtime.data.input;

import dev.dyn.runtime.data.input.DataFailure.Kind;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// Reads one tensor in NumPy's format `.npy`, versions 1 to 3, in either byte order and either
/// order of axes.
final class NpyTensor {
  private static final int CHUNK = 8192;

  private NpyTensor() {}

  /// @param what names the tensor in messages, with a capital letter or a quoted name first
  static Tensor read(InputStream from, String what, Budget budget, String file)
      throws IOException, DataFailure {
    DataInputStream in = new DataInputStream(from);
    NpyHeader header;
    try {
      header = NpyHeader.read(in, what, budget, file);
    } catch (EOFException _) {
      throw cut(what, "It ends in its header.");
    }
    Tensor rows = entries(in, header, what);
    return header.columnMajor() ? rowMajor(rows, header.shape()) : rows;
  }

  private static Tensor entries(DataInputStream in, NpyHeader header, String what)
      throws IOException, DataFailure {
    Tensor tensor = Tensor.zeros(header.entry().elem(), header.shape());
    int width = header.entry().width();
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK * width).order(header.order());
    for (int at = 0; at < tensor.size(); at += CHUNK) {
      int count = Math.min(CHUNK, tensor.size() - at);
      int got = in.readNBytes(bytes.array(), 0, count * width);
      if (got < count * width) {
        throw cut(
            what,
            "It has "
                + (at + got / width)
                + " entries; its shape "
                + header.shape()
                + " needs "
                + tensor.size()
                + ".");
      }
      bytes.clear();
      fill(tensor, at, count, bytes, header.entry(), what);
    }
    return tensor;
  }

  private static void fill(
      Tensor tensor, int from, int count, ByteBuffer bytes, NpyEntry entry, String what)
      throws DataFailure {
    try {
      for (int at = from; at < from + count; at++) {
        switch (tensor) {
          case Tensor.F64 t -> t.values()[at] = bytes.getDouble();
          case Tensor.F32 t -> t.values()[at] = entry.single(bytes);
          case Tensor.I64 t -> t.values()[at] = entry.whole(bytes);
          case Tensor.Bool t -> t.values()[at] = entry.whole(bytes);
        }
      }
    } catch (ArithmeticException e) {
      throw DataFailure.of(
          Kind.WRONG_KIND,
          what + " has the entry " + e.getMessage() + ", which is too large for an int.",
          "Ints go up to " + Long.MAX_VALUE + ".");
    }
  }

  private static DataFailure cut(String what, String note) {
    return DataFailure.of(Kind.DAMAGED, what + " ends too early.", note);
  }

  /// The entries of a tensor that was stored with the first axis fastest.
  private static Tensor rowMajor(Tensor stored, Shape shape) {
    if (shape.rank() < 2) {
      return stored;
    }
    Tensor out = Tensor.zeros(stored.elem(), shape);
    int[] index = new int[shape.rank()];
    int[] strides = new int[shape.rank()];
    for (int axis = 0, stride = 1; axis < shape.rank(); axis++) {
      strides[axis] = stride;
      stride *= shape.extent(axis);
    }
    int from = 0;
    for (int at = 0; at < out.size(); at++) {
      copy(stored, from, out, at);
      for (int axis = shape.rank() - 1; axis >= 0; axis--) {
        from += strides[axis];
        if (++index[axis] < shape.extent(axis)) {
          break;
        }
        from -= index[axis] * strides[axis];
        index[axis] = 0;
      }
    }
    return out;
  }

  private static void copy(Tensor source, int from, Tensor target, int at) {
    switch (target) {
      case Tensor.F64 t -> t.values()[at] = ((Tensor.F64) source).values()[from];
      case Tensor.F32 t -> t.values()[at] = ((Tensor.F32) source).values()[from];
      case Tensor.I64 t -> t.values()[at] = source.intAt(from);
      case Tensor.Bool t -> t.values()[at] = source.intAt(from);
    }
  }
}
