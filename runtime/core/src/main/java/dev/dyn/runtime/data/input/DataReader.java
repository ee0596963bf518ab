package dev.dyn.runtime.data.input;

import dev.dyn.runtime.data.input.DataFailure.Kind;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Reads the bytes of a file as data, packed by gzip (RFC 1952) or not.
public final class DataReader {
  private static final int BUFFER = 1 << 16;
  private static final int GZIP = 0x8B1F;
  private static final int ZIP = 'P' | 'K' << 8;
  private static final int NUMPY = 0x93 | 'N' << 8;

  private DataReader() {}

  /// @param in the bytes, which the caller closes
  /// @param file names the file in messages
  /// @throws DataFailure if the bytes are no such data
  /// @throws IOException if the bytes cannot be had
  public static Dataset read(InputStream in, String file, DataFormat.Streamed format, Budget budget)
      throws IOException, DataFailure {
    BufferedInputStream raw = new BufferedInputStream(in, BUFFER);
    boolean isPacked = firstTwo(raw) == GZIP;
    if (!isPacked && file.endsWith(".gz")) {
      throw DataFailure.of(
          Kind.DAMAGED,
          "`" + file + "` is not packed by gzip.",
          "Its name ends in `.gz`, but it does not begin with the bytes 1F 8B.");
    }
    if (!isPacked) {
      return unpacked(raw, file, format, budget);
    }
    try {
      // Not closed: the stream is the caller's.
      InputStream content = new GZIPInputStream(raw, BUFFER);
      return unpacked(new BufferedInputStream(content, BUFFER), file, format, budget);
    } catch (ZipException e) {
      throw DataFailure.of(
          Kind.DAMAGED,
          "`" + file + "` is damaged.",
          "It cannot be unpacked: " + e.getMessage() + ".");
    } catch (EOFException _) {
      throw DataFailure.of(
          Kind.DAMAGED, "`" + file + "` ends too early.", "What gzip packed is not complete.");
    }
  }

  private static Dataset unpacked(
      BufferedInputStream in, String file, DataFormat.Streamed format, Budget budget)
      throws IOException, DataFailure {
    int first = firstTwo(in);
    return switch (format) {
      case DataFormat.Csv csv -> {
        if (first == ZIP || first == NUMPY) {
          throw DataFailure.of(
              Kind.WRONG_KIND,
              "`" + file + "` is not a text of comma-separated values.",
              first == ZIP
                  ? "It is a ZIP archive; `npz` reads those that have arrays of NumPy."
                  : "It is an array of NumPy, which `npy` reads.");
        }
        yield CsvTable.read(in, file, csv, budget);
      }
      case DataFormat.Npz _ -> {
        if (first != ZIP) {
          throw DataFailure.of(
              Kind.WRONG_KIND,
              "`" + file + "` is no ZIP archive, as `.npz` files are.",
              "It does not begin with `PK`.");
        }
        yield NpzArchive.read(in, file, budget);
      }
      case DataFormat.Npy _ ->
          new Dataset.Single(NpyTensor.read(in, "`" + file + "`", budget, file));
      case DataFormat.Idx _ ->
          new Dataset.Single(IdxTensor.read(in, "`" + file + "`", budget, file));
      case DataFormat.Safetensors _ -> SafetensorsFile.read(in, budget, file);
    };
  }

  /// The first two bytes, which stay to be read; 0 if there are fewer.
  private static int firstTwo(BufferedInputStream in) throws IOException {
    in.mark(2);
    byte[] bytes = in.readNBytes(2);
    in.reset();
    return bytes.length < 2 ? 0 : (bytes[0] & 0xFF) | (bytes[1] & 0xFF) << 8;
  }
}
