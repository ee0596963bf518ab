package dev.dyn.runtime.data.input;

import dev.dyn.runtime.data.input.DataFailure.Kind;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// Reads one tensor in the format in which MNIST is distributed (LeCun, Cortes, Burges 1998): two
/// zero bytes, the kind of entries, the number of axes, their extents as 32-bit ints, the entries
/// row by row; everything with the highest byte first.
///
/// A vector of whole numbers is one of ints (labels). Tensors of more axes whose entries are bytes
/// or 16-bit ints, such as images, are real, in f32, which holds them exactly.
final class IdxTensor {
  private static final int CHUNK = 1 << 14;

  private IdxTensor() {}

  /// Kinds of entries by their codes.
  private enum Entry {
    U1(0x08, 1),
    I1(0x09, 1),
    I2(0x0B, 2),
    I4(0x0C, 4),
    F4(0x0D, 4),
    F8(0x0E, 8);

    private final int code;
    private final int width;

    Entry(int code, int width) {
      this.code = code;
      this.width = width;
    }

    static Optional<Entry> of(int code) {
      for (Entry entry : values()) {
        if (entry.code == code) {
          return Optional.of(entry);
        }
      }
      return Optional.empty();
    }

    Elem elem(int rank) {
      return switch (this) {
        case U1, I1, I2 -> rank < 2 ? Elem.I64 : Elem.F32;
        case I4 -> Elem.I64;
        case F4 -> Elem.F32;
        case F8 -> Elem.F64;
      };
    }

    long whole(ByteBuffer bytes) {
      return switch (this) {
        case U1 -> bytes.get() & 0xFF;
        case I1 -> bytes.get();
        case I2 -> bytes.getShort();
        case I4 -> bytes.getInt();
        case F4, F8 -> throw new IllegalStateException(this + " is no whole number");
      };
    }
  }

  /// @param what names the tensor in messages
  static Tensor read(InputStream from, String what, Budget budget, String file)
      throws IOException, DataFailure {
    DataInputStream in = new DataInputStream(from);
    try {
      int magic = in.readInt();
      Optional<Entry> entry = magic >>> 16 == 0 ? Entry.of(magic >>> 8) : Optional.empty();
      if (entry.isEmpty()) {
        throw DataFailure.of(
            Kind.WRONG_KIND,
            what + " is no IDX file.",
            "Such files begin with two zero bytes and a kind of entries (08, 09, 0B to 0E); this"
                + " one begins with %08X.".formatted(magic));
      }
      int[] extents = new int[magic & 0xFF];
      long count = 1;
      for (int axis = 0; axis < extents.length; axis++) {
        extents[axis] = in.readInt();
        if (extents[axis] < 0) {
          throw DataFailure.of(
              Kind.DAMAGED,
              what + " is damaged.",
              "One of its axes is " + extents[axis] + " long.");
        }
        count = Math.multiplyExact(count, (long) extents[axis]);
      }
      budget.require(count, count, file);
      return entries(in, entry.get(), new Shape(extents), what);
    } catch (EOFException _) {
      throw DataFailure.of(Kind.DAMAGED, what + " ends too early.", "It ends in its header.");
    } catch (ArithmeticException _) {
      throw DataFailure.of(Kind.DAMAGED, what + " is damaged.", "Its extents are impossible.");
    }
  }

  private static Tensor entries(DataInputStream in, Entry entry, Shape shape, String what)
      throws IOException, DataFailure {
    Tensor tensor = Tensor.zeros(entry.elem(shape.rank()), shape);
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK * entry.width).order(ByteOrder.BIG_ENDIAN);
    for (int at = 0; at < tensor.size(); at += CHUNK) {
      int count = Math.min(CHUNK, tensor.size() - at);
      int got = in.readNBytes(bytes.array(), 0, count * entry.width);
      if (got < count * entry.width) {
        throw DataFailure.of(
            Kind.DAMAGED,
            what + " ends too early.",
            "It has "
                + (at + got / entry.width)
                + " entries; its shape "
                + shape
                + " needs "
                + tensor.size()
                + ".");
      }
      bytes.clear();
      for (int k = at; k < at + count; k++) {
        switch (tensor) {
          case Tensor.F64 t -> t.values()[k] = bytes.getDouble();
          case Tensor.F32 t ->
              t.values()[k] = entry == Entry.F4 ? bytes.getFloat() : entry.whole(bytes);
          case Tensor.I64 t -> t.values()[k] = entry.whole(bytes);
          case Tensor.Bool _ -> throw new IllegalStateException("no kind is of truth values");
        }
      }
    }
    return tensor;
  }
}
