package dev.dyn.driver;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.driver.parquet.ParquetTable;
import dev.dyn.runtime.data.input.Budget;
import dev.dyn.runtime.data.input.DataFailure;
import dev.dyn.runtime.data.input.DataFormat;
import dev.dyn.runtime.data.input.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is done to the bytes of a Parquet file: it is read, or refused as data, and nothing else.
class ParquetDamageTest {
  private static final Path FILES =
      Path.of("../conformance/src/test/resources/corpus/accepted/data/files");
  private static final Budget BUDGET = new Budget(100_000_000);

  @ParameterizedTest
  @ValueSource(strings = {"kinds", "kinds-v2", "waves-gzip", "waves-lz4", "waves-zstd", "weights"})
  void damagedBytesAreRefusedOrRead(String name, @TempDir Path folder) throws IOException {
    byte[] whole = Files.readAllBytes(FILES.resolve(name + ".parquet"));
    Random random = new Random(name.hashCode());
    Path file = folder.resolve("damaged.parquet");
    int refused = 0;
    for (int k = 0; k < 150; k++) {
      byte[] damaged = whole.clone();
      for (int count = random.nextInt(1, 4); count > 0; count--) {
        damaged[place(random, damaged.length)] = (byte) random.nextInt();
      }
      refused += isRead(file, damaged) ? 0 : 1;
    }
    assertTrue(refused > 40, "only " + refused + " were refused");
  }

  @Test
  void filesThatAreCutAreRefused(@TempDir Path folder) throws IOException {
    byte[] whole = Files.readAllBytes(FILES.resolve("weights.parquet"));
    for (int length = 0; length < whole.length; length++) {
      assertTrue(
          !isRead(folder.resolve("cut.parquet"), Arrays.copyOf(whole, length)), "cut at " + length);
    }
  }

  /// The headers and the end of the file are hit as often as the cells.
  private static int place(Random random, int length) {
    return random.nextBoolean()
        ? random.nextInt(length)
        : Math.max(0, length - 1 - random.nextInt(Math.min(length, 900)));
  }

  private static boolean isRead(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    try {
      ParquetTable.read(file, "file", new DataFormat.Parquet(new Selection.Everything()), BUDGET);
      return true;
    } catch (DataFailure failure) {
      assertTrue(failure.getMessage().endsWith("."), failure.getMessage());
      return false;
    }
  }
}
