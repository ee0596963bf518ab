package dev.dyn.runtime.checkpoint;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/// One file of a checkpoint: a magic word, the version of the format, the digest of the run, the
/// content, and a checksum of all that.
///
/// A file is there as a whole or not at all, whenever the process or the machine dies: it is
/// written under another name, forced to disk, and renamed.
final class CheckpointFile {
  private static final byte[] MAGIC = {'D', 'Y', 'N', 'C', 'K', 'P', 'T', '\n'};
  private static final int VERSION = 1;
  private static final int DIGEST = 32;
  private static final int BUFFER = 1 << 16;
  private static final int HEAD = MAGIC.length + Integer.BYTES + DIGEST;

  private CheckpointFile() {}

  /// What goes into a file.
  @FunctionalInterface
  interface Content {
    void writeTo(DataOutputStream out) throws IOException;
  }

  static void write(Path file, byte[] digest, Content content) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      OutputStream raw = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
      CheckedOutputStream checked = new CheckedOutputStream(raw, new CRC32C());
      DataOutputStream out = new DataOutputStream(checked);
      out.write(MAGIC);
      out.writeInt(VERSION);
      out.write(digest);
      content.writeTo(out);
      out.writeLong(checked.getChecksum().getValue());
      out.flush();
      channel.force(true);
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    forceNames(file.toAbsolutePath().getParent());
  }

  /// The new name is on disk once the folder is. Not every system can force a folder; there the
  /// name comes later.
  private static void forceNames(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException _) {
      // Windows refuses; the file itself is on disk.
    }
  }

  /// The content of a file, to be closed.
  ///
  /// @param digest of the run that reads
  static DataInputStream read(Path file, byte[] digest) throws IOException, CheckpointProblem {
    if (!Arrays.equals(checkedDigest(file), digest)) {
      throw CheckpointProblem.broken(
          file.toString(), "It belongs to another run than the other files beside it.");
    }
    return content(file);
  }

  /// The content of a file of whatever run, to be closed.
  static DataInputStream readAny(Path file) throws IOException, CheckpointProblem {
    checkedDigest(file);
    return content(file);
  }

  private static DataInputStream opened(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
  }

  private static DataInputStream content(Path file) throws IOException {
    DataInputStream in = opened(file);
    in.skipNBytes(HEAD);
    return in;
  }

  private static byte[] checkedDigest(Path file) throws IOException, CheckpointProblem {
    try (DataInputStream in = opened(file)) {
      byte[] head = in.readNBytes(HEAD);
      int begin = Math.min(MAGIC.length, head.length);
      if (!Arrays.equals(head, 0, begin, MAGIC, 0, begin)) {
        throw CheckpointProblem.broken(file.toString(), "It does not begin as a checkpoint does.");
      }
      long rest = Files.size(file) - HEAD - Long.BYTES;
      if (rest < 0) {
        throw CheckpointProblem.broken(file.toString(), "It ends in the middle of its head.");
      }
      int version = ByteBuffer.wrap(head).getInt(MAGIC.length);
      if (version != VERSION) {
        throw CheckpointProblem.broken(
            file.toString(), "It has format " + version + ", and this Dyn reads " + VERSION + ".");
      }
      CRC32C checksum = new CRC32C();
      checksum.update(head);
      byte[] piece = new byte[BUFFER];
      while (rest > 0) {
        int n = in.readNBytes(piece, 0, (int) Math.min(BUFFER, rest));
        checksum.update(piece, 0, n);
        rest -= n == 0 ? rest : n;
      }
      if (checksum.getValue() != in.readLong()) {
        throw CheckpointProblem.broken(
            file.toString(),
            "Its content does not fit its checksum: bytes are missing or were changed.");
      }
      return Arrays.copyOfRange(head, MAGIC.length + Integer.BYTES, HEAD);
    }
  }
}
