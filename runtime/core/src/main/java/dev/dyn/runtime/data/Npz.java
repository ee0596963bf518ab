package dev.dyn.runtime.data;

import dev.dyn.runtime.results.Columns;
import dev.dyn.runtime.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Named tensors in NumPy's format `.npz`: a ZIP archive of `.npy` files, stored without
/// compression and with a fixed date, so that the same tensors give the same bytes wherever they
/// are written.
public final class Npz {
  private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Npz() {}

  public static void write(Columns columns, OutputStream to) throws IOException {
    var zip = new ZipOutputStream(to);
    zip.setMethod(ZipOutputStream.STORED);
    for (var entry : columns.tensors().entrySet()) {
      zip.putNextEntry(describe(entry.getKey() + ".npy", entry.getValue()));
      Npy.write(entry.getValue(), zip);
      zip.closeEntry();
    }
    zip.finish();
  }

  /// A stored entry names its length and checksum before its bytes, so these are made once for
  /// nothing.
  private static ZipEntry describe(String name, Tensor tensor) throws IOException {
    var checked = new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
    Npy.write(tensor, checked);
    var entry = new ZipEntry(name);
    entry.setSize(Npy.length(tensor));
    entry.setCrc(checked.getChecksum().getValue());
    entry.setTimeLocal(DATE);
    return entry;
  }
}
