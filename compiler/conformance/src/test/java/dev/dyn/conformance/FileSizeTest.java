package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Files stay small: nine in ten below 250 lines, none over 500 without a reason in the list.
class FileSizeTest {
  private static final int LARGE = 250;
  private static final int TOO_LARGE = 500;

  /// File, from the root, to the reason why it is better in one piece.
  private static final Map<String, String> ALLOWED = Map.of();

  @Test
  void noFileIsTooLarge() {
    assertEquals(
        List.copyOf(ALLOWED.keySet()),
        sources().stream()
            .filter(file -> lines(file) > TOO_LARGE)
            .map(FileSizeTest::name)
            .toList());
  }

  @Test
  void nineInTenAreSmall() {
    List<Path> sources = sources();
    long large = sources.stream().filter(file -> lines(file) >= LARGE).count();
    assertTrue(10 * large <= sources.size(), large + " of " + sources.size() + " files are large");
  }

  private static List<Path> sources() {
    List<Path> sources = Checkout.files(Checkout.ROOT, ".java");
    assertTrue(sources.size() > 500, "the sources are somewhere else");
    return sources;
  }

  private static long lines(Path file) {
    return CorpusProgram.read(file).lines().count();
  }

  private static String name(Path file) {
    return Checkout.ROOT.relativize(file).toString().replace('\\', '/');
  }
}
