package dev.dyn.runtime.data.input;

import dev.dyn.runtime.data.input.DataFailure.Kind;
import dev.dyn.runtime.tensor.Shape;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands before the entries of a `.npy` file (NumPy Enhancement Proposal 1): a magic word, a
/// version, and a Python dictionary with the kind of entries, their order and the shape.
///
/// @param columnMajor whether the first axis runs fastest, as in Fortran
record NpyHeader(NpyEntry entry, ByteOrder order, boolean columnMajor, Shape shape) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LARGEST = 1 << 20;

  private static final Pattern KIND = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([^']*)'");
  private static final Pattern STRUCTURE = Pattern.compile("'descr'\\s*:\\s*\\[");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\s]*)\\)");

  /// @param what names the tensor in messages
  static NpyHeader read(DataInputStream in, String what, Budget budget, String file)
      throws IOException, DataFailure {
    byte[] magic = in.readNBytes(MAGIC.length);
    if (!Arrays.equals(magic, MAGIC)) {
      throw DataFailure.of(
          Kind.WRONG_KIND,
          what + " is not in NumPy's format.",
          "Such a file begins with the bytes 93 4E 55 4D 50 59; this begins with "
              + hexadecimal(magic)
              + ".");
    }
    int version = in.readUnsignedByte();
    in.readUnsignedByte();
    if (version < 1 || version > 3) {
      throw damaged(what, "It says that its format has version " + version + "; 1 to 3 are read.");
    }
    int length =
        version == 1
            ? Short.toUnsignedInt(Short.reverseBytes(in.readShort()))
            : Integer.reverseBytes(in.readInt());
    if (length < 0 || length > LARGEST) {
      throw damaged(what, "Its header would take " + Integer.toUnsignedLong(length) + " bytes.");
    }
    byte[] text = new byte[length];
    in.readFully(text);
    return parse(new String(text, StandardCharsets.UTF_8), what, budget, file);
  }

  private static NpyHeader parse(String text, String what, Budget budget, String file)
      throws DataFailure {
    if (STRUCTURE.matcher(text).find()) {
      throw unreadable(what, "records");
    }
    Matcher kind = found(KIND, text, what);
    Optional<NpyEntry> entry = NpyEntry.of(kind.group(2));
    if (entry.isEmpty()) {
      throw unreadable(what, "`" + kind.group(2) + "`");
    }
    boolean columnMajor = found(ORDER, text, what).group(1).equals("True");
    ByteOrder order = kind.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    Shape shape = shape(found(SHAPE, text, what).group(1), what, budget, file);
    return new NpyHeader(entry.get(), order, columnMajor, shape);
  }

  private static Shape shape(String text, String what, Budget budget, String file)
      throws DataFailure {
    String[] parts = text.isBlank() ? new String[0] : text.strip().split("\\s*,\\s*");
    try {
      int[] extents = new int[parts.length];
      long size = 1;
      for (int k = 0; k < parts.length; k++) {
        long extent = Long.parseLong(parts[k]);
        size = Math.multiplyExact(size, extent);
        budget.require(size, size, file);
        extents[k] = Math.toIntExact(extent);
      }
      return new Shape(extents);
    } catch (ArithmeticException | NumberFormatException e) {
      throw damaged(what, "Its shape is said to be (" + text.strip() + ").");
    }
  }

  private static Matcher found(Pattern pattern, String text, String what) throws DataFailure {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw damaged(what, "Its header does not say kind, order and shape: `" + text.strip() + "`.");
    }
    return matcher;
  }

  private static DataFailure damaged(String what, String note) {
    return DataFailure.of(Kind.DAMAGED, what + " is damaged.", note);
  }

  private static DataFailure unreadable(String what, String kind) {
    return DataFailure.of(
        Kind.WRONG_KIND,
        what + " has entries of a kind that cannot be read: " + kind + ".",
        "These can: " + NpyEntry.listed() + ".",
        "`array.astype(\"f8\")` in Python makes numbers of 64 bits.");
  }

  static String hexadecimal(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    for (byte b : bytes) {
      out.append(out.isEmpty() ? "" : " ").append("%02X".formatted(b));
    }
    return out.isEmpty() ? "nothing" : out.toString();
  }
}
