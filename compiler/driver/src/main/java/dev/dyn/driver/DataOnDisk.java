package dev.dyn.driver;

import dev.dyn.compiler.elaborate.DataFiles;
import dev.dyn.compiler.source.Source;
import dev.dyn.driver.parquet.ParquetTable;
import dev.dyn.runtime.data.input.Budget;
import dev.dyn.runtime.data.input.DataFailure;
import dev.dyn.runtime.data.input.DataFailure.Kind;
import dev.dyn.runtime.data.input.DataFormat;
import dev.dyn.runtime.data.input.DataReader;
import dev.dyn.runtime.data.input.Dataset;
import dev.dyn.runtime.results.DataFile;
import dev.dyn.runtime.results.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Data files beside programs. What was read is kept while the file does not change, because a
/// program is elaborated several times: to check it, and for each run.
final class DataOnDisk implements DataFiles {
  private static final int MOST_NEIGHBOURS = 1000;

  private record Question(Path file, String name, DataFormat format) {}

  private record Known(FileTime changed, long bytes, Reading reading) {}

  private final Map<Question, Known> known = new HashMap<>();
  private final Budget budget = Budget.ofThisMachine();

  @Override
  public synchronized Reading read(Source program, String path, DataFormat format)
      throws DataFailure {
    Path file = place(program, path);
    try {
      Question question = new Question(file, path, format);
      FileTime changed = Files.getLastModifiedTime(file);
      long bytes = Files.size(file);
      Known before = known.get(question);
      if (before != null && before.changed().equals(changed) && before.bytes() == bytes) {
        return before.reading();
      }
      Reading reading = read(file, path, format);
      known.put(question, new Known(changed, bytes, reading));
      return reading;
    } catch (AccessDeniedException _) {
      throw unreadable(path, "It may not be read: permission was denied.");
    } catch (IOException e) {
      throw unreadable(path, "The system says: " + e.getMessage() + ".");
    }
  }

  private Reading read(Path file, String path, DataFormat format) throws IOException, DataFailure {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digested = new DigestInputStream(in, Digests.sha256())) {
      Dataset data =
          switch (format) {
            case DataFormat.Streamed streamed -> DataReader.read(digested, path, streamed, budget);
            case DataFormat.Parquet parquet -> ParquetTable.read(file, path, parquet, budget);
          };
      digested.transferTo(OutputStream.nullOutputStream());
      String digest = HexFormat.of().formatHex(digested.getMessageDigest().digest());
      return new Reading(new DataFile(path, file.toString(), digest, Files.size(file)), data);
    }
  }

  private static Path place(Source program, String path) throws DataFailure {
    Path file;
    try {
      file = Path.of(program.name()).toAbsolutePath().resolveSibling(path).normalize();
    } catch (InvalidPathException _) {
      throw DataFailure.of(Kind.MISSING_FILE, "`" + path + "` is not the name of a file.");
    }
    if (Files.notExists(file)) {
      throw DataFailure.of(
              Kind.MISSING_FILE,
              "There is no file `" + path + "`.",
              "Paths of data are relative to the file of the program.")
          .suggesting(path, neighbours(file, path));
    }
    if (!Files.isRegularFile(file)) {
      throw unreadable(path, Files.isDirectory(file) ? "It is a folder." : "It is not a file.");
    }
    return file;
  }

  /// Files in the folder where `file` was sought, as the program would write them.
  private static List<String> neighbours(Path file, String path) {
    Path folder = file.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    String written = path.substring(0, path.lastIndexOf('/') + 1);
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .limit(MOST_NEIGHBOURS)
          .filter(Files::isRegularFile)
          .map(each -> written + each.getFileName())
          .toList();
    } catch (IOException _) {
      return List.of(); // no suggestions, but the message stands
    }
  }

  private static DataFailure unreadable(String path, String note) {
    return DataFailure.of(Kind.UNREADABLE_FILE, "The file `" + path + "` cannot be read.", note);
  }
}
