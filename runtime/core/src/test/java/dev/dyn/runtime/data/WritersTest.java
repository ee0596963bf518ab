package dev.dyn.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.runtime.data.input.Budget;
import dev.dyn.runtime.data.input.DataFormat;
import dev.dyn.runtime.data.input.DataReader;
import dev.dyn.runtime.data.input.Dataset;
import dev.dyn.runtime.results.Columns;
import dev.dyn.runtime.results.DataFile;
import dev.dyn.runtime.results.Digests;
import dev.dyn.runtime.results.Expectation;
import dev.dyn.runtime.results.ExperimentRecorder;
import dev.dyn.runtime.results.Plot;
import dev.dyn.runtime.results.Quantity;
import dev.dyn.runtime.results.RunReport;
import dev.dyn.runtime.results.Saved;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WritersTest {
  @TempDir Path folder;

  private static Columns mixed() {
    var tensors = new LinkedHashMap<String, Tensor>();
    tensors.put("t", Tensor.vector(0.0, 0.1));
    tensors.put("x,y", new Tensor.F32(new Shape(2, 2), new float[] {0.1f, -0f, Float.NaN, 1e-20f}));
    tensors.put("k", Tensor.vector(1L, Long.MIN_VALUE));
    tensors.put("ok", new Tensor.Bool(new Shape(2), new long[] {1, 0}));
    return new Columns(tensors);
  }

  private static String text(Outputs.Content content) throws IOException {
    var out = new ByteArrayOutputStream();
    content.writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void csvIsATable() throws IOException {
    assertEquals(
        """
        t,"x,y[0]","x,y[1]",k,ok
        0.0,0.1,-0.0,1,true
        0.1,nan,1e-20,-9223372036854775808,false
        """
            .replace("\n", "\r\n"),
        text(out -> Csv.write(mixed(), out)));
  }

  @Test
  void csvRefusesColumnsOfDifferentLength() {
    var tensors = new LinkedHashMap<>(mixed().tensors());
    tensors.put("long", Tensor.vector(1.0, 2.0, 3.0));
    var columns = new Columns(tensors);
    assertTrue(SaveFormat.CSV.problem(columns).isPresent());
    assertTrue(SaveFormat.NPZ.problem(columns).isEmpty());
    assertThrows(IllegalArgumentException.class, () -> text(out -> Csv.write(columns, out)));
  }

  @Test
  void csvQuotesNamesAndReportsAFullDisk() throws IOException {
    var odd = Columns.of("a\"b", Tensor.vector(5e-324, Double.POSITIVE_INFINITY));
    assertEquals("\"a\"\"b\"\r\n5e-324\r\ninf\r\n", text(out -> Csv.write(odd, out)));
    var large = Columns.of("x", Tensor.zeros(Elem.F64, new Shape(100_000)));
    for (Columns columns : List.of(odd, large)) {
      var error = assertThrows(IOException.class, () -> Csv.write(columns, new FullDisk()));
      assertEquals("disk full", error.getMessage());
    }
  }

  private static final class FullDisk extends OutputStream {
    @Override
    public void write(int value) throws IOException {
      throw new IOException("disk full");
    }
  }

  @Test
  void jsonKeepsTextAndBits() throws IOException {
    var tensors = new LinkedHashMap<String, Tensor>();
    tensors.put("quo\"te\\\n\u0001 λ \uD83D\uDE00", new Tensor.Bool(new Shape(1), new long[] {1}));
    tensors.put("f", new Tensor.F32(new Shape(3), new float[] {0.1f, -0f, Float.NaN}));
    tensors.put("d", Tensor.vector(5e-324, 1e23, 0x1.fffffffffffffp1023, -0.0));
    tensors.put("k", Tensor.of(Long.MIN_VALUE));
    tensors.put("none", Tensor.zeros(Elem.F64, new Shape(0)));
    tensors.put("deep", new Tensor.I64(new Shape(1, 2, 1), new long[] {1, 2}));
    assertEquals(
        """
        {
          "quo\\"te\\\\\\n\\u0001 λ \uD83D\uDE00": [true],
          "f": [0.1, -0.0, "NaN"],
          "d": [5e-324, 1e+23, 1.7976931348623157e+308, -0.0],
          "k": -9223372036854775808,
          "none": [],
          "deep": [[[1], [2]]]
        }
        """,
        text(out -> SaveFormat.JSON.write(new Saved("x.json", new Columns(tensors)), out)));
    var nothing = new Columns(new LinkedHashMap<>());
    assertEquals("{}\n", text(out -> SaveFormat.JSON.write(new Saved("x.json", nothing), out)));
    assertThrows(
        IOException.class,
        () -> SaveFormat.JSON.write(new Saved("x.json", new Columns(tensors)), new FullDisk()));
  }

  @Test
  void npzHoldsTheBytesOfEachTensor() throws IOException {
    var out = new ByteArrayOutputStream();
    Npz.write(mixed(), out);
    var again = new ByteArrayOutputStream();
    Npz.write(mixed(), again);
    assertArrayEquals(out.toByteArray(), again.toByteArray());
    var zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()));
    assertEquals("t.npy", zip.getNextEntry().getName());
    byte[] t = zip.readAllBytes();
    assertEquals(128 + 16, t.length);
    assertEquals(
        "\u0093NUMPY\u0001\u0000\u0076\u0000{'descr': '<f8', 'fortran_order': False, 'shape': (2,),"
            + " }",
        new String(t, 0, 128, StandardCharsets.ISO_8859_1).stripTrailing());
    var data = ByteBuffer.wrap(t, t.length - 16, 16).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(0.0, data.getDouble());
    assertEquals(0.1, data.getDouble());
    assertEquals("x,y.npy", zip.getNextEntry().getName());
    String second = new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1);
    assertTrue(second.contains("'shape': (2, 2)"), second);
  }

  @Test
  void safetensorsNamesKindsAndPlaces() throws IOException {
    var out = new ByteArrayOutputStream();
    Safetensors.write(mixed(), out);
    var bytes = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) bytes.getLong();
    assertEquals(0, length % 8);
    String header = new String(out.toByteArray(), 8, length, StandardCharsets.UTF_8);
    assertEquals(
        "{\"t\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]},"
            + "\"k\":{\"dtype\":\"I64\",\"shape\":[2],\"data_offsets\":[16,32]},"
            + "\"x,y\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[32,48]},"
            + "\"ok\":{\"dtype\":\"BOOL\",\"shape\":[2],\"data_offsets\":[48,50]}}",
        header.strip());
    assertEquals(8 + length + 50, out.size());
  }

  /// Byte by byte, against the description of the format.
  @Test
  void safetensorsAreTheBytesOfTheFormat() throws IOException {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("on", new Tensor.Bool(new Shape(1), new long[] {1}));
    tensors.put("w", new Tensor.F32(new Shape(2), new float[] {1f, -2f}));
    var out = new ByteArrayOutputStream();
    Safetensors.write(new Columns(tensors), out);
    String header =
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"on\":{\"dtype\":\"BOOL\",\"shape\":[1],\"data_offsets\":[8,9]}}";
    var expected = new ByteArrayOutputStream();
    int padded = (header.length() + 7) / 8 * 8;
    expected.write(new byte[] {(byte) padded, 0, 0, 0, 0, 0, 0, 0});
    expected.write(
        (header + " ".repeat(padded - header.length())).getBytes(StandardCharsets.UTF_8));
    expected.write(new byte[] {0, 0, (byte) 0x80, 0x3F, 0, 0, 0, (byte) 0xC0, 1});
    assertArrayEquals(expected.toByteArray(), out.toByteArray());
    Dataset.Fields read =
        assertInstanceOf(
            Dataset.Fields.class,
            assertDoesNotThrow(() ->
                DataReader.read(
                    new ByteArrayInputStream(out.toByteArray()),
                    "net.safetensors",
                    new DataFormat.Safetensors(),
                    new Budget(1 << 20))));
    assertEquals(List.of("w", "on"), List.copyOf(read.tensors().keySet()));
    assertEquals(-2, read.tensors().get("w").realAt(1));
    assertEquals(1, read.tensors().get("on").intAt(0));
  }

  @Test
  void resultsHaveTheLayoutOfTheLanguage() throws IOException {
    assertEquals(
        """
        {
          "program": "lorenz.dyn",
          "digest": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
          "seed": 0,
          "precision": "f64",
          "engine": "jit",
          "threads": 1,
          "versions": {
            "dyn": "0.1.0"
          },
          "timings": {
            "total": 0.25
          },
          "data": [
            {
              "file": "x.csv",
              "digest": "00ff",
              "bytes": 12
            }
          ],
          "experiments": [
            {
              "name": "lorenz",
              "parameters": {
                "rho": 28.0,
                "method": "tsit5"
              },
              "values": {
                "exponents": [0.9056, "NaN", "-Infinity"]
              },
              "records": {
                "table.x": [[1, 2], [3, 4]]
              },
              "expectations": [
                {
                  "text": "exponents[0] within 0.01 of 0.9056",
                  "line": 20,
                  "passed": true,
                  "value": 0.9056,
                  "target": 0.9056,
                  "tolerance": 0.01
                },
                {
                  "text": "\\"λ\\" == x",
                  "line": 21,
                  "passed": false,
                  "value": null,
                  "target": null,
                  "tolerance": null
                }
              ],
              "files": [
                "lorenz.csv"
              ]
            }
          ]
        }
        """,
        text(out -> ResultsJson.write(report(), List.of(List.of("lorenz.csv")), out)));
  }

  private static RunReport report() {
    var recorder = new ExperimentRecorder("lorenz");
    recorder.parameter("rho", Quantity.of(Tensor.of(28.0)));
    recorder.parameter("method", Quantity.of("tsit5"));
    recorder.value("exponents", Tensor.vector(0.9056, Double.NaN, Double.NEGATIVE_INFINITY));
    recorder.value("path", Tensor.zeros(Elem.F64, new Shape(10_000)));
    var x = new Tensor.I64(new Shape(2, 2), new long[] {1, 2, 3, 4});
    recorder.records("table", Columns.of("x", x));
    recorder.expectation(
        Expectation.within(
            "exponents[0] within 0.01 of 0.9056",
            20,
            true,
            Tensor.of(0.9056),
            Tensor.of(0.9056),
            Tensor.of(0.01)));
    recorder.expectation(Expectation.condition("\"λ\" == x", 21, false));
    var axis = new Plot.Axis("x", false);
    recorder.plot(new Plot.Curves(recorder.nextPlot(), axis, axis, List.of()));
    recorder.save(new Saved("lorenz.csv", mixed()));
    var versions = new LinkedHashMap<String, String>();
    versions.put("dyn", "0.1.0");
    var timings = new LinkedHashMap<String, Double>();
    timings.put("total", 0.25);
    return new RunReport(
        "lorenz.dyn",
        "abc",
        Digests.sha256("abc"),
        0,
        Elem.F64,
        "jit",
        1,
        versions,
        timings,
        List.of(new DataFile("x.csv", "/tmp/x.csv", "00ff", 12)),
        List.of(recorder.report(0.25)),
        Optional.empty());
  }

  @Test
  void writesIntoTheFolderOnly() throws IOException {
    Path out = folder.resolve("deep/out");
    Outputs.prepare(out);
    try (var outputs = new Outputs()) {
      PlotDrawer drawer = (plot, to) -> to.write(plot.name().getBytes(StandardCharsets.UTF_8));
      new ResultFiles(outputs, Optional.of(out), folder, () -> drawer).write(report());
    }
    try (var files = Files.list(out)) {
      assertEquals(
          List.of(
              "lorenz-plot-1.svg",
              "lorenz-table.csv",
              "lorenz.csv",
              "lorenz.npz",
              "report.html",
              "results.json"),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
    assertEquals("plot-1", Files.readString(out.resolve("lorenz-plot-1.svg")));
  }

  @Test
  void withoutFolderOnlySavesAreWritten() throws IOException {
    try (var outputs = new Outputs()) {
      PlotDrawer drawer =
          (_, _) -> {
            throw new AssertionError("nothing is to be drawn");
          };
      new ResultFiles(outputs, Optional.empty(), folder, () -> drawer).write(report());
    }
    try (var files = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("lorenz.csv")), files.toList());
    }
  }

  @Test
  void failedWritingLeavesWhatWasThere() throws IOException {
    Path file = folder.resolve("x.csv");
    Files.writeString(file, "old");
    try (var outputs = new Outputs()) {
      assertThrows(
          IOException.class,
          () ->
              outputs.write(
                  file,
                  out -> {
                    out.write(1);
                    throw new IOException("disk full");
                  }));
    }
    assertEquals("old", Files.readString(file));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }
}
