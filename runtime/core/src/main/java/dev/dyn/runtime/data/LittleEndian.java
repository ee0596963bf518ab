package dev.dyn.runtime.data;

import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The entries of a tensor as bytes, row-major, least significant byte first; truth values one byte
/// each.
final class LittleEndian {
  private static final int CHUNK = 8192;

  private LittleEndian() {}

  /// Bytes per entry.
  static int width(Elem elem) {
    return switch (elem) {
      case F64, I64 -> 8;
      case F32 -> 4;
      case BOOL -> 1;
    };
  }

  static long length(Tensor tensor) {
    return (long) tensor.size() * width(tensor.elem());
  }

  static void write(Tensor tensor, OutputStream out) throws IOException {
    int width = width(tensor.elem());
    var buffer = ByteBuffer.allocate(CHUNK * width).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < tensor.size(); from += CHUNK) {
      int to = Math.min(tensor.size(), from + CHUNK);
      buffer.clear();
      for (int at = from; at < to; at++) put(tensor, at, buffer);
      out.write(buffer.array(), 0, (to - from) * width);
    }
  }

  private static void put(Tensor tensor, int at, ByteBuffer buffer) {
    switch (tensor) {
      case Tensor.F64 t -> buffer.putDouble(t.values()[at]);
      case Tensor.F32 t -> buffer.putFloat(t.values()[at]);
      case Tensor.I64 t -> buffer.putLong(t.values()[at]);
      case Tensor.Bool t -> buffer.put((byte) t.values()[at]);
    }
  }
}
