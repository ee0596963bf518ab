package dev.dyn.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.runtime.data.input.Budget;
import dev.dyn.runtime.data.input.DataFailure;
import dev.dyn.runtime.data.input.DataFormat;
import dev.dyn.runtime.data.input.DataReader;
import dev.dyn.runtime.data.input.Dataset;
import dev.dyn.runtime.data.input.Selection;
import dev.dyn.runtime.results.Columns;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What the corpus cannot show: the limit of memory, numbers by the thousand, and that what Dyn
/// writes it reads. The corpus has the rest.
class DataReaderTest {
  private static final Budget SMALL = new Budget(80_000);
  private static final Budget LARGE = new Budget(1L << 40);

  private static DataFormat.Csv csv(Selection selection) {
    return new DataFormat.Csv(Optional.empty(), 0, ',', selection);
  }

  private static Dataset read(byte[] bytes, DataFormat.Streamed format, Budget budget)
      throws IOException, DataFailure {
    return DataReader.read(new ByteArrayInputStream(bytes), "file", format, budget);
  }

  private static Dataset read(String text, Budget budget) throws IOException, DataFailure {
    return read(text.getBytes(StandardCharsets.UTF_8), csv(new Selection.Everything()), budget);
  }

  @Test
  void aTableBeyondTheBudgetIsRefused() throws IOException, DataFailure {
    String fits = "1\n".repeat(4_000);
    assertInstanceOf(Dataset.Single.class, read(fits, SMALL));
    DataFailure failure = assertThrows(DataFailure.class, () -> read(fits.repeat(10), SMALL));
    assertEquals(DataFailure.Kind.TOO_LARGE, failure.kind());
    assertEquals("The data of `file` do not fit into memory.", failure.getMessage());
  }

  @Test
  void anArrayBeyondTheBudgetIsRefusedBeforeItIsRead() {
    String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2000000000, 3)}";
    String text = "\u0093NUMPY\u0001\u0000" + (char) header.length() + "\u0000" + header;
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    var format = new DataFormat.Npy();
    DataFailure small = assertThrows(DataFailure.class, () -> read(bytes, format, SMALL));
    assertEquals(DataFailure.Kind.TOO_LARGE, small.kind());
    DataFailure large = assertThrows(DataFailure.class, () -> read(bytes, format, LARGE));
    assertEquals("`file` has a tensor that is too large.", large.getMessage());
  }

  @Test
  void everyKindOfFileBeyondTheBudgetIsRefusedWithItsSize() throws IOException {
    var header = ByteBuffer.allocate(16).put(new byte[] {0, 0, 8, 3});
    header.putInt(60_000).putInt(28).putInt(28);
    String json = "{\"w\":{\"dtype\":\"F32\",\"shape\":[1000,800],\"data_offsets\":[0,3200000]}}";
    var weights = ByteBuffer.allocate(8 + json.length()).order(ByteOrder.LITTLE_ENDIAN);
    weights.putLong(json.length()).put(json.getBytes(StandardCharsets.UTF_8));
    var archive = new ByteArrayOutputStream();
    Npz.write(Columns.of("x", Tensor.vector(new double[20_000])), archive);
    Map<DataFormat.Streamed, byte[]> files =
        Map.of(
            new DataFormat.Idx(), header.array(),
            new DataFormat.Safetensors(), weights.array(),
            new DataFormat.Npz(), archive.toByteArray());
    files.forEach((format, bytes) -> {
      var failure = assertThrows(DataFailure.class, () -> read(bytes, format, SMALL));
      assertEquals(DataFailure.Kind.TOO_LARGE, failure.kind());
      assertTrue(failure.notes().getFirst().contains("may use 80 kB"), failure.notes()::toString);
    });
  }

  @Test
  void numbersAreReadAsThePlatformReadsThem() throws IOException, DataFailure {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    double[] expected = new double[20_000];
    for (int k = 0; k < expected.length; k++) {
      String cell =
          switch (k % 4) {
            case 0 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
            case 1 -> "%d.%d".formatted(random.nextInt(1000), random.nextInt(1_000_000));
            case 2 -> "-" + random.nextLong(1L << 60) + "." + random.nextInt(1_000_000_000);
            default -> "." + random.nextLong(1L << 50);
          };
      expected[k] = Double.parseDouble(cell);
      text.append(cell).append('\n');
    }
    var single = assertInstanceOf(Dataset.Single.class, read(text.toString(), LARGE));
    assertArrayEquals(expected, ((Tensor.F64) single.tensor()).values(), 0);
  }

  @Test
  void whatIsWrittenIsRead() throws IOException, DataFailure {
    var tensors = new LinkedHashMap<String, Tensor>();
    tensors.put("x", Tensor.vector(0.1, -0.0, Double.NaN, Double.NEGATIVE_INFINITY));
    tensors.put("n", Tensor.vector(1L, 2L, 3L, Long.MIN_VALUE));
    tensors.put("ok", new Tensor.Bool(new Shape(2, 2), new long[] {1, 0, 0, 1}));
    tensors.put("f", new Tensor.F32(new Shape(4, 1), new float[] {0.1f, 2, 3, 4}));
    var bytes = new ByteArrayOutputStream();
    Npz.write(new Columns(tensors), bytes);
    var fields =
        assertInstanceOf(
            Dataset.Fields.class, read(bytes.toByteArray(), new DataFormat.Npz(), LARGE));
    assertEquals(tensors.keySet(), fields.tensors().keySet());
    tensors.forEach((name, tensor) -> {
      Tensor found = fields.tensors().get(name);
      assertEquals(tensor.elem(), found.elem());
      assertEquals(tensor.shape(), found.shape());
      for (int k = 0; k < tensor.size(); k++) assertEquals(tensor.realAt(k), found.realAt(k));
    });
  }
}
