package dev.dyn.runtime.data;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A message in the wire format of Protocol Buffers (Google, 2008): fields one after the other,
/// each a key, which says the number of the field and how it is written, and its content.
final class WireMessage {
  private static final int VARINT = 0;
  private static final int BYTES = 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /// A whole number.
  WireMessage number(int field, long value) {
    key(field, VARINT);
    varint(value);
    return this;
  }

  WireMessage text(int field, String text) {
    return bytes(field, text.getBytes(StandardCharsets.UTF_8));
  }

  WireMessage message(int field, WireMessage inner) {
    return bytes(field, inner.toBytes());
  }

  /// The key and the length of a field, whose content comes next in the file.
  WireMessage announce(int field, long length) {
    key(field, BYTES);
    varint(length);
    return this;
  }

  /// Bytes as they are: content that was announced.
  WireMessage raw(byte[] content) {
    out.writeBytes(content);
    return this;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  WireMessage bytes(int field, byte[] content) {
    announce(field, content.length);
    out.writeBytes(content);
    return this;
  }

  private void key(int field, int kind) {
    varint((long) field << 3 | kind);
  }

  /// Seven bits a byte, the lowest first; the eighth says that more follow.
  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
