package dev.dyn.driver.parquet;

import dev.dyn.runtime.data.input.DataFailure;
import dev.dyn.runtime.data.input.DataFailure.Kind;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/// The end of a Parquet file: what is in it and where, the length of that as 4 bytes, lowest first,
/// and `PAR1`.
final class Footer {
  private static final String MAGIC = "PAR1";
  private static final String ENCRYPTED = "PARE";

  private Footer() {}

  static FileMetaData read(FileChannel channel, String file) throws IOException, DataFailure {
    long size = channel.size();
    if (size == 0) {
      throw DataFailure.of(Kind.DAMAGED, "`" + file + "` is empty.");
    }
    String first = text(bytes(channel, 0, (int) Math.min(4, size)));
    if (first.equals(ENCRYPTED)) {
      throw DataFailure.of(
          Kind.WRONG_KIND, "`" + file + "` is encrypted, and cannot be read without a key.");
    }
    if (!first.equals(MAGIC)) {
      throw DataFailure.of(
          Kind.WRONG_KIND,
          "`" + file + "` is no Parquet file.",
          "It does not begin with `" + MAGIC + "`.");
    }
    ByteBuffer end = bytes(channel, Math.max(4, size - 8), (int) Math.min(8, size - 4));
    if (end.remaining() < 8 || !text(end.slice(4, 4)).equals(MAGIC)) {
      throw DataFailure.of(
          Kind.DAMAGED,
          "`" + file + "` ends too early.",
          "A Parquet file ends with `" + MAGIC + "`, and what is in the file stands before that.");
    }
    int length = end.order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (length <= 0 || length > size - 12) {
      throw new BrokenTable("What it says about its columns is " + length + " bytes long.");
    }
    ByteBuffer footer = bytes(channel, size - 8 - length, length);
    try {
      return Util.readFileMetaData(new ByteArrayInputStream(footer.array()));
    } catch (IOException _) {
      throw new BrokenTable("What it says about its columns makes no sense.");
    }
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.ISO_8859_1.decode(bytes).toString();
  }

  private static ByteBuffer bytes(FileChannel channel, long from, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new EOFException();
      }
    }
    return bytes.flip();
  }
}
