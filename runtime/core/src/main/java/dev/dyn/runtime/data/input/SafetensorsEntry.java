package dev.dyn.runtime.data.input;

import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The kinds of entries that are read from `.safetensors` files, by their names there.
enum SafetensorsEntry {
  F64(8, Elem.F64),
  F32(4, Elem.F32),
  F16(2, Elem.F32),
  BF16(2, Elem.F32),
  I64(8, Elem.I64),
  I32(4, Elem.I64),
  I16(2, Elem.I64),
  I8(1, Elem.I64),
  U32(4, Elem.I64),
  U16(2, Elem.I64),
  U8(1, Elem.I64),
  BOOL(1, Elem.BOOL);

  private final int width;
  private final Elem elem;

  SafetensorsEntry(int width, Elem elem) {
    this.width = width;
    this.elem = elem;
  }

  static Optional<SafetensorsEntry> of(String label) {
    return Arrays.stream(values()).filter(e -> e.name().equals(label)).findFirst();
  }

  static String listed() {
    return Arrays.stream(values()).map(e -> "`" + e + "`").collect(Collectors.joining(", "));
  }

  /// Bytes per entry.
  int width() {
    return width;
  }

  Elem elem() {
    return elem;
  }

  /// Sets `count` entries of `tensor`, which is of the kind [#elem], from `from` on.
  void fill(Tensor tensor, int from, int count, ByteBuffer bytes) {
    for (int at = from; at < from + count; at++) {
      switch (tensor) {
        case Tensor.F64 t -> t.values()[at] = bytes.getDouble();
        case Tensor.F32 t -> t.values()[at] = single(bytes);
        case Tensor.I64 t -> t.values()[at] = whole(bytes);
        case Tensor.Bool t -> t.values()[at] = whole(bytes);
      }
    }
  }

  private float single(ByteBuffer bytes) {
    return switch (this) {
      case F32 -> bytes.getFloat();
      case F16 -> Float.float16ToFloat(bytes.getShort());
      case BF16 -> Float.intBitsToFloat(bytes.getShort() << 16);
      case F64, I64, I32, I16, I8, U32, U16, U8, BOOL ->
          throw new IllegalStateException(this + " is no small real number");
    };
  }

  private long whole(ByteBuffer bytes) {
    return switch (this) {
      case I64 -> bytes.getLong();
      case I32 -> bytes.getInt();
      case I16 -> bytes.getShort();
      case I8 -> bytes.get();
      case U32 -> bytes.getInt() & 0xFFFF_FFFFL;
      case U16 -> bytes.getShort() & 0xFFFF;
      case U8 -> bytes.get() & 0xFF;
      case BOOL -> bytes.get() != 0 ? 1 : 0;
      case F64, F32, F16, BF16 -> throw new IllegalStateException(this + " is no whole number");
    };
  }
}
