package dev.dyn.lsp;

import dev.dyn.driver.Editing;
import dev.dyn.driver.FileTexts;
import dev.dyn.ide.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/// The open texts and their analyses. One thread analyses, beside the one that reads messages; it
/// begins when nobody has typed for a moment, or when somebody asks. A newer version of a text
/// stops the analysis of an older one, and whoever waits for that is told that the text has
/// changed.
final class Desk implements FileTexts, AutoCloseable {
  /// How long nobody must type before an analysis begins, in milliseconds.
  private static final int QUIET = 10;

  /// As many bytes may be used without looking for garbage.
  private static final long UNTIDY = 72_000_000;

  private record Job(
      OpenText text, CompletableFuture<Snapshot> result, AtomicBoolean begun, AtomicBoolean stale) {
    static Job of(OpenText text) {
      return new Job(text, new CompletableFuture<>(), new AtomicBoolean(), new AtomicBoolean());
    }
  }

  private final Map<String, Job> jobs = new ConcurrentHashMap<>();
  private final Editing editing = new Editing(this);
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "analysis");
        thread.setDaemon(true);
        return thread;
      });
  private long kept; // bytes after the last look for garbage; the worker's own
  private final BiConsumer<OpenText, Snapshot> done;
  private final Consumer<Throwable> failed;

  /// @param done gets every analysis that was not overtaken
  /// @param failed gets what stopped an analysis, which is a mistake of ours
  Desk(BiConsumer<OpenText, Snapshot> done, Consumer<Throwable> failed) {
    this.done = done;
    this.failed = failed;
  }

  /// The open text of a file, else what is on disk.
  @Override
  public Optional<String> read(Path file) {
    String wanted = file.toString();
    return jobs.values().stream()
        .filter(job -> job.text().source().name().equals(wanted))
        .map(job -> job.text().source().text())
        .findFirst()
        .or(() -> FileTexts.ON_DISK.read(file));
  }

  Editing editing() {
    return editing;
  }

  /// The texts that are open.
  List<OpenText> texts() {
    return jobs.values().stream().map(Job::text).toList();
  }

  Optional<OpenText> text(String uri) {
    return Optional.ofNullable(jobs.get(uri)).map(Job::text);
  }

  /// Takes a new text or a new version of one.
  synchronized void put(OpenText text) {
    Job job = Job.of(text);
    Job before = jobs.put(text.uri(), job);
    if (before != null) {
      overtake(before);
    }
    worker.schedule(() -> run(job), QUIET, TimeUnit.MILLISECONDS);
  }

  /// Analyses anew what may depend on other files: all but the text at `uri`.
  synchronized void othersThan(String uri) {
    texts().stream()
        .filter(text -> !text.uri().equals(uri) && text.source().text().contains("import \""))
        .forEach(this::put);
  }

  synchronized void close(String uri) {
    Job before = jobs.remove(uri);
    if (before != null) {
      overtake(before);
    }
  }

  private static void overtake(Job job) {
    job.stale().set(true);
    job.result()
        .completeExceptionally(
            new ResponseErrorException(
                new ResponseError(
                    ResponseErrorCode.ContentModified, "The text has changed.", null)));
  }

  /// The analysis of the present version of a text; empty if it is not open.
  Optional<CompletableFuture<Snapshot>> snapshot(String uri) {
    Job job = jobs.get(uri);
    if (job == null) {
      return Optional.empty();
    }
    if (!job.begun().get()) {
      worker.execute(() -> run(job));
    }
    return Optional.of(job.result());
  }

  private void run(Job job) {
    if (job.stale().get() || !job.begun().compareAndSet(false, true)) {
      return;
    }
    try {
      Snapshot snapshot = new Snapshot(editing.analyze(job.text().source(), job.stale()::get));
      synchronized (this) {
        if (job.stale().get()) {
          return;
        }
        done.accept(job.text(), snapshot);
      }
      job.result().complete(snapshot);
      tidy();
    } catch (CancellationException _) {
      // A newer version waits, and those who waited for this one know.
    } catch (Throwable fault) { // whatever it is, the next version may do
      job.result().completeExceptionally(fault);
      failed.accept(fault);
    }
  }

  /// Collects old versions. Left alone, the heap would grow to its limit before anybody looked for
  /// garbage among what is a few seconds old.
  private void tidy() {
    if (used() > Math.max(UNTIDY, 2 * kept)) {
      System.gc();
      kept = used();
    }
  }

  private static long used() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
