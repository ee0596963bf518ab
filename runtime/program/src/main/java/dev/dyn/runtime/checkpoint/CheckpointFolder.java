package dev.dyn.runtime.checkpoint;

import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.tensor.Tensor;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Checkpoints in a folder.
///
/// `run.dync` says which run it is. `done-1.dync`, `done-2.dync`, … hold the results of work that
/// is done, each what was done since the one before. `now.dync` holds the loop under way; it is
/// replaced each time, and means nothing once the loop is among what is done.
public final class CheckpointFolder implements Checkpoints {
  /// Nanoseconds; what takes less is quicker done again than kept.
  private static final long WORTH_KEEPING = 50_000_000;

  private static final String RUN = "run.dync";
  private static final String NOW = "now.dync";

  private final Path folder;
  private final byte[] digest;
  private final long interval;
  private final Map<Place, List<Tensor>> known = new HashMap<>();
  private final Map<Place, Turn> turns = new HashMap<>();
  private final SequencedMap<Place, List<Tensor>> pending = new LinkedHashMap<>();
  private int files;
  private long latest = System.nanoTime();

  private CheckpointFolder(Path folder, RunIdentity run, Duration interval) {
    this.folder = folder;
    this.digest = run.digest();
    this.interval = interval.toNanos();
  }

  /// Checkpoints of a new run.
  ///
  /// @param folder made if it is not there; it must not hold checkpoints
  /// @param interval how often the run is kept
  public static CheckpointFolder begin(Path folder, RunIdentity run, Duration interval)
      throws CheckpointProblem {
    CheckpointFolder checkpoints = new CheckpointFolder(folder, run, interval);
    try {
      Files.createDirectories(folder);
      if (Files.exists(folder.resolve(RUN))) {
        throw CheckpointProblem.taken(folder.toString());
      }
      CheckpointFile.write(
          folder.resolve(RUN),
          checkpoints.digest,
          out -> out.write(run.text().getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw CheckpointProblem.unwritable(folder.toString(), reason(e));
    }
    return checkpoints;
  }

  /// Checkpoints of a run that goes on, and keeps further ones in the same folder.
  public static CheckpointFolder resume(Path folder, RunIdentity run, Duration interval)
      throws CheckpointProblem {
    CheckpointFolder checkpoints = new CheckpointFolder(folder, run, interval);
    if (!Files.isRegularFile(folder.resolve(RUN))) {
      throw CheckpointProblem.missing(folder.toString());
    }
    try (DataInputStream in = CheckpointFile.readAny(folder.resolve(RUN))) {
      byte[] facts = in.readAllBytes();
      RunIdentity kept =
          RunIdentity.of(new String(facts, 0, facts.length - Long.BYTES, StandardCharsets.UTF_8));
      List<String> differences = run.differencesFrom(kept);
      if (!differences.isEmpty()) {
        throw CheckpointProblem.foreign(folder.toString(), differences);
      }
      checkpoints.read();
    } catch (IOException e) {
      throw CheckpointProblem.unreadable(folder.toString(), reason(e));
    }
    return checkpoints;
  }

  private void read() throws IOException, CheckpointProblem {
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.filter(CheckpointFolder::isOfDoneWork).toList()) {
        try (DataInputStream in = CheckpointFile.read(file, digest)) {
          int count = in.readInt();
          for (int k = 0; k < count; k++) {
            known.put(place(in), TensorBytes.read(in));
          }
        }
        String name = file.getFileName().toString();
        files = Math.max(files, Integer.parseInt(name.substring(5, name.lastIndexOf('.'))));
      }
    }
    if (Files.exists(folder.resolve(NOW))) {
      try (DataInputStream in = CheckpointFile.read(folder.resolve(NOW), digest)) {
        turns.put(place(in), new Turn(in.readInt(), in.readLong(), TensorBytes.read(in)));
      }
    }
  }

  private static boolean isOfDoneWork(Path file) {
    return file.getFileName().toString().matches("done-\\d{1,9}\\.dync");
  }

  private static Place place(DataInputStream in) throws IOException {
    return new Place(in.readUTF(), in.readInt());
  }

  private static void write(Place place, DataOutputStream out) throws IOException {
    out.writeUTF(place.experiment());
    out.writeInt(place.step());
  }

  @Override
  public boolean areKept() {
    return true;
  }

  @Override
  public Optional<List<Tensor>> results(Place place) {
    return Optional.ofNullable(known.remove(place));
  }

  @Override
  public void finished(Place place, List<Tensor> results, long nanos) {
    if (nanos < WORTH_KEEPING && !turns.containsKey(place)) {
      return;
    }
    turns.remove(place);
    pending.put(place, results);
    if (areDue()) {
      written(this::writePending);
    }
  }

  @Override
  public Optional<Turn> underWay(Place place) {
    return Optional.ofNullable(turns.get(place));
  }

  @Override
  public boolean areDue() {
    return System.nanoTime() - latest >= interval;
  }

  @Override
  public void keep(Place place, Turn turn) {
    written(() -> {
      writePending();
      CheckpointFile.write(
          folder.resolve(NOW),
          digest,
          out -> {
            write(place, out);
            out.writeInt(turn.member());
            out.writeLong(turn.turn());
            TensorBytes.write(turn.values(), out);
          });
    });
  }

  private void writePending() throws IOException {
    if (pending.isEmpty()) {
      return;
    }
    CheckpointFile.write(
        folder.resolve("done-" + (files + 1) + ".dync"),
        digest,
        out -> {
          out.writeInt(pending.size());
          for (var entry : pending.entrySet()) {
            write(entry.getKey(), out);
            TensorBytes.write(entry.getValue(), out);
          }
        });
    files++;
    pending.clear();
  }

  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }

  /// A run that was to be kept and is not would be a surprise later: it stops here.
  private void written(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      CheckpointProblem problem = CheckpointProblem.unwritable(folder.toString(), reason(e));
      throw new RunFailure(problem.code(), -1, problem.getMessage(), problem.notes());
    }
    latest = System.nanoTime();
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
