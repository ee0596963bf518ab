package dev.dyn.jvm;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Gives a class file another name. All that refers to the class does so by one entry of the
/// constant pool (JVMS 4.4), so that entry is all that changes.
final class Renaming {
  private static final int UTF8 = 1;

  private Renaming() {}

  /// @param from internal name, as is `to`
  static byte[] renamed(byte[] classFile, String from, String to) {
    var bytes = new ByteArrayOutputStream(classFile.length);
    try (var in = new DataInputStream(new ByteArrayInputStream(classFile));
        var out = new DataOutputStream(bytes)) {
      out.writeLong(in.readLong()); // magic number and version
      int count = in.readUnsignedShort();
      out.writeShort(count);
      for (int k = 1; k < count; k++) {
        int tag = in.readUnsignedByte();
        out.writeByte(tag);
        if (tag == UTF8) {
          String text = in.readUTF();
          out.writeUTF(text.equals(from) ? to : text);
        } else {
          out.write(in.readNBytes(length(tag)));
        }
        if (tag == 5 || tag == 6) {
          k++; // numbers of 64 bits take two places
        }
      }
      in.transferTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// How long a constant is, by its tag.
  private static int length(int tag) {
    return switch (tag) {
      case 7, 8, 16, 19, 20 -> 2;
      case 15 -> 3;
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
      case 5, 6 -> 8;
      default -> throw new IllegalArgumentException("no constant has the tag " + tag);
    };
  }
}
