package dev.dyn.runtime.data.input;

import dev.dyn.runtime.data.input.DataFailure.Kind;
import dev.dyn.runtime.tensor.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/// Reads NumPy's format `.npz`: a ZIP archive of `.npy` files, compressed or not.
final class NpzArchive {
  private static final String ENDING = ".npy";

  private NpzArchive() {}

  static Dataset read(InputStream in, String file, Budget budget) throws IOException, DataFailure {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    try {
      ZipInputStream archive = new ZipInputStream(in);
      long entries = 0;
      for (ZipEntry each = archive.getNextEntry(); each != null; each = archive.getNextEntry()) {
        String name = name(each, file);
        Tensor tensor =
            NpyTensor.read(archive, "The array `" + name + "` of `" + file + "`", budget, file);
        entries += tensor.size();
        budget.require(entries, tensor.size(), file);
        if (tensors.putIfAbsent(name, tensor) != null) {
          throw DataFailure.of(
              Kind.DUPLICATE_COLUMN, "`" + file + "` has two arrays called `" + name + "`.");
        }
      }
    } catch (ZipException e) {
      throw damaged(file, "The archive cannot be read: " + e.getMessage() + ".");
    } catch (EOFException _) {
      throw damaged(file, "The archive ends too early.");
    }
    if (tensors.isEmpty()) {
      throw DataFailure.of(Kind.DAMAGED, "`" + file + "` has no arrays.");
    }
    return new Dataset.Fields(tensors);
  }

  private static String name(ZipEntry entry, String file) throws DataFailure {
    String name = entry.getName();
    if (!name.endsWith(ENDING)) {
      throw DataFailure.of(
          Kind.WRONG_KIND,
          "`" + file + "` is no archive of arrays.",
          "It has `" + name + "`, and the parts of such an archive end in `.npy`.");
    }
    return name.substring(0, name.length() - ENDING.length());
  }

  private static DataFailure damaged(String file, String note) {
    return DataFailure.of(Kind.DAMAGED, "`" + file + "` is damaged.", note);
  }
}
