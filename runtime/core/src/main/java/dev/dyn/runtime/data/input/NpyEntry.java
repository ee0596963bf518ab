package dev.dyn.runtime.data.input;

import dev.dyn.runtime.tensor.Elem;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The kinds of entries that are read from NumPy's files, by their names there without the byte
/// order.
enum NpyEntry {
  F8("f8", 8, Elem.F64),
  F4("f4", 4, Elem.F32),
  F2("f2", 2, Elem.F32),
  I8("i8", 8, Elem.I64),
  I4("i4", 4, Elem.I64),
  I2("i2", 2, Elem.I64),
  I1("i1", 1, Elem.I64),
  U8("u8", 8, Elem.I64),
  U4("u4", 4, Elem.I64),
  U2("u2", 2, Elem.I64),
  U1("u1", 1, Elem.I64),
  B1("b1", 1, Elem.BOOL);

  private final String label;
  private final int width;
  private final Elem elem;

  NpyEntry(String label, int width, Elem elem) {
    this.label = label;
    this.width = width;
    this.elem = elem;
  }

  static Optional<NpyEntry> of(String label) {
    return Arrays.stream(values()).filter(e -> e.label.equals(label)).findFirst();
  }

  static String listed() {
    return Arrays.stream(values()).map(e -> "`" + e.label + "`").collect(Collectors.joining(", "));
  }

  /// Bytes per entry.
  int width() {
    return width;
  }

  Elem elem() {
    return elem;
  }

  /// The next entry of a kind that is an int or a truth value.
  ///
  /// @throws ArithmeticException if it does not fit 64 bits with a sign
  long whole(ByteBuffer bytes) {
    return switch (this) {
      case I8 -> bytes.getLong();
      case I4 -> bytes.getInt();
      case I2 -> bytes.getShort();
      case I1 -> bytes.get();
      case U8 -> {
        long value = bytes.getLong();
        if (value < 0) {
          throw new ArithmeticException(Long.toUnsignedString(value));
        }
        yield value;
      }
      case U4 -> bytes.getInt() & 0xFFFF_FFFFL;
      case U2 -> bytes.getShort() & 0xFFFF;
      case U1 -> bytes.get() & 0xFF;
      case B1 -> bytes.get() != 0 ? 1 : 0;
      case F8, F4, F2 -> throw new IllegalStateException(label + " is no whole number");
    };
  }

  /// The next entry of a kind of at most 32 bits that is a real number.
  float single(ByteBuffer bytes) {
    return switch (this) {
      case F4 -> bytes.getFloat();
      case F2 -> Float.float16ToFloat(bytes.getShort());
      case F8, I8, I4, I2, I1, U8, U4, U2, U1, B1 ->
          throw new IllegalStateException(label + " is no small real number");
    };
  }
}
