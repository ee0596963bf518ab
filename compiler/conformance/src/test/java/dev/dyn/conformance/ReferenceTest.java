package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dyn.compiler.op.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The reference page follows the rows: `-Ddyn.rewrite=true` writes it anew.
class ReferenceTest {
  private static final Path GOLDEN = Path.of("src/test/resources/reference/functions.md");

  @Test
  void thePageOfFunctionsFollowsTheirRows() throws IOException {
    if (Boolean.getBoolean("dyn.rewrite")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, Reference.page());
    }
    assertEquals(Files.readString(GOLDEN), Reference.page());
  }
}
