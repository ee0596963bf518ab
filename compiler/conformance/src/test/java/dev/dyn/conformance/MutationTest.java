package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.diagnostic.Palette;
import dev.dyn.compiler.diagnostic.TextRenderer;
import dev.dyn.compiler.format.Formatter;
import dev.dyn.compiler.fuzz.Mutator;
import dev.dyn.compiler.source.Source;
import dev.dyn.driver.Analysis;
import dev.dyn.driver.Dyn;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whatever is done to a program, `dyn check` answers with problems: never an exception, in time,
/// and in the memory that the build gives this module (`-Xmx1g`).
///
/// `-Ddyn.fuzz.seed` and `-Ddyn.fuzz.cases` look elsewhere and further.
class MutationTest {
  private static final int CASES = Integer.getInteger("dyn.fuzz.cases", 20_000);
  private static final long SEED = Long.getLong("dyn.fuzz.seed", 1);
  private static final int CASES_PER_BATCH = 100;

  /// Time of the processor and not of the clock, which also runs while other programs do.
  private static final Duration LIMIT = Duration.ofSeconds(2);

  /// After this long a batch counts as one that never ends.
  private static final long HOPELESS_SECONDS = 120;

  /// Beside them are the files that some programs import.
  private static final Path PLACE = Checkout.ACCEPTED.resolve("imports/mutation.dyn");

  private static final TextRenderer RENDERER = new TextRenderer(Palette.PLAIN);

  private final AtomicInteger clean = new AtomicInteger();

  @Test
  void noProgramMakesTheCheckFail() throws InterruptedException {
    List<String> programs = programs();
    List<Batch> batches = new ArrayList<>();
    for (int first = 0; first < CASES; first += CASES_PER_BATCH) {
      batches.add(new Batch(first, new Mutator(SEED + first, programs)));
    }
    List<String> failures = run(batches);
    assertEquals("", String.join("\n\n", oneOfEachKind(failures)));
    assertTrue(clean.get() > CASES / 50, "too few programs stay whole: " + clean);
  }

  /// The first of those that fail at the same place.
  private static Collection<String> oneOfEachKind(List<String> failures) {
    Map<String, String> kinds = new LinkedHashMap<>();
    failures.forEach(failure ->
        kinds.putIfAbsent(failure.lines().skip(1).limit(2).collect(Collectors.joining()), failure));
    return kinds.values();
  }

  private static List<String> programs() {
    return Stream.of(Checkout.PROGRAMS, Checkout.EXAMPLES, Path.of("src/test/resources/corpus"))
        .flatMap(folder -> Checkout.files(folder, ".dyn").stream())
        .map(CorpusProgram::read)
        .toList();
  }

  private static List<String> run(List<Batch> batches) throws InterruptedException {
    ExecutorService workers =
        Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());
    List<Future<List<String>>> results = batches.stream().map(workers::submit).toList();
    List<String> failures = new ArrayList<>();
    for (int k = 0; k < batches.size(); k++) {
      try {
        failures.addAll(results.get(k).get(HOPELESS_SECONDS, TimeUnit.SECONDS));
      } catch (TimeoutException _) {
        failures.add("never ends: " + batches.get(k).now);
        break;
      } catch (ExecutionException failure) {
        throw new IllegalStateException(failure);
      }
    }
    workers.shutdownNow();
    return failures;
  }

  /// Some cases, one after the other; gives the failures.
  private final class Batch implements Callable<List<String>> {
    private final int first;
    private final Mutator mutator;
    private volatile String now = "";

    Batch(int first, Mutator mutator) {
      this.first = first;
      this.mutator = mutator;
    }

    @Override
    public List<String> call() {
      List<String> failures = new ArrayList<>();
      for (int k = 0; k < CASES_PER_BATCH; k++) {
        String text = mutator.next();
        now = "case " + (first + k) + ":\n" + text;
        failure(text).ifPresent(failure -> failures.add(failure + "\nin " + now));
      }
      return failures;
    }
  }

  private Optional<String> failure(String text) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    try {
      check(text);
    } catch (RuntimeException | Error failure) {
      return Optional.of(shortened(failure));
    }
    Duration took =
        Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
    return took.compareTo(LIMIT) < 0 ? Optional.empty() : Optional.of("took " + took);
  }

  private void check(String text) {
    Source source = new Source(PLACE.toString(), text);
    Analysis analysis = new Dyn().analyze(source);
    RENDERER.render(analysis.diagnostics());
    if (!analysis.hasErrors()) {
      clean.incrementAndGet();
      Formatter.format(source).orElseThrow();
    }
  }

  private static String shortened(Throwable failure) {
    List<String> places =
        Stream.of(failure.getStackTrace()).limit(12).map(place -> "  at " + place).toList();
    return failure + "\n" + String.join("\n", places);
  }
}
