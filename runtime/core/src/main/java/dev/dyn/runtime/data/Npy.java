package dev.dyn.runtime.data;

import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// One tensor in NumPy's format `.npy`, version 1.0 (NumPy Enhancement Proposal 1): a magic word, a
/// header that says kind and shape, padded to 64 bytes, then the entries.
final class Npy {
  private static final int ALIGNMENT = 64;
  private static final int PREAMBLE = 10;

  private Npy() {}

  static long length(Tensor tensor) {
    return header(tensor).length + LittleEndian.length(tensor);
  }

  static void write(Tensor tensor, OutputStream out) throws IOException {
    out.write(header(tensor));
    LittleEndian.write(tensor, out);
  }

  private static byte[] header(Tensor tensor) {
    String says =
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }"
            .formatted(kind(tensor.elem()), tuple(tensor.shape()));
    int used = PREAMBLE + says.length() + 1;
    String padded = says + " ".repeat((ALIGNMENT - used % ALIGNMENT) % ALIGNMENT) + "\n";
    String preamble =
        "\u0093NUMPY\u0001\u0000" + (char) (padded.length() & 255) + (char) (padded.length() >> 8);
    return (preamble + padded).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String kind(Elem elem) {
    return switch (elem) {
      case F64 -> "<f8";
      case F32 -> "<f4";
      case I64 -> "<i8";
      case BOOL -> "|b1";
    };
  }

  /// As Python writes tuples: `()`, `(3,)`, `(3, 4)`.
  private static String tuple(Shape shape) {
    var out = new StringBuilder("(");
    for (int axis = 0; axis < shape.rank(); axis++) {
      out.append(axis > 0 ? ", " : "").append(shape.extent(axis));
    }
    return out.append(shape.rank() == 1 ? ",)" : ")").toString();
  }
}
