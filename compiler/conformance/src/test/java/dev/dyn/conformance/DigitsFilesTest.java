package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.dyn.compiler.source.Source;
import dev.dyn.driver.Dyn;
import dev.dyn.driver.RunOptions;
import dev.dyn.driver.RunOutcome;
import dev.dyn.runtime.data.SaveFormat;
import dev.dyn.runtime.program.RunListener;
import dev.dyn.runtime.results.Saved;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// The network of `09_digits`, trained for two epochs, in two files that others read: the weights,
/// picked from the bytes of `.safetensors` and multiplied by hand, and the network in `.onnx`, run
/// by ONNX Runtime, give the same logits.
class DigitsFilesTest {
  private static final int HIDDEN = 128;
  private static final int CLASSES = 10;
  private static final Path DATA = Checkout.PROGRAMS.resolve("../data/digits.csv.gz");

  @Test
  void bothFilesGiveTheSameLogits() throws IOException, OrtException {
    String text =
        CorpusProgram.read(Checkout.PROGRAMS.resolve("09_digits.dyn"))
            .replace("40 epochs", "2 epochs")
            .replace(
                "save net as \"digits.safetensors\"",
                "save net as \"digits.safetensors\"\n  save net as \"digits.onnx\"");
    Map<String, byte[]> files = files(text);
    float[][] digits = digits();
    Map<String, float[]> weights = tensors(files.get("digits.safetensors"));
    float[][] byOthers = run(files.get("digits.onnx"), digits);
    for (int k = 0; k < digits.length; k++) {
      double[] logits = logits(weights, digits[k]);
      for (int c = 0; c < CLASSES; c++) {
        assertEquals(logits[c], byOthers[k][c], 1e-6 * largest(logits), k + ", class " + c);
      }
    }
  }

  private static Map<String, byte[]> files(String text) throws IOException {
    Dyn dyn = new Dyn();
    Source source = new Source(Checkout.PROGRAMS.resolve("09_digits.dyn").toString(), text);
    RunOutcome outcome =
        dyn.run(dyn.analyze(source), RunOptions.defaults(Checkout.PROGRAMS), RunListener.silent());
    var finished = assertInstanceOf(RunOutcome.Finished.class, outcome, outcome::toString);
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (Saved saved : finished.report().experiments().getFirst().saves()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      SaveFormat.of(saved.file()).orElseThrow().write(saved, bytes);
      files.put(saved.file(), bytes.toByteArray());
    }
    return files;
  }

  /// Pixels from 0 to 1, 64 of each digit.
  private static float[][] digits() throws IOException {
    List<float[]> rows = new ArrayList<>();
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(DATA)), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] cells = line.split(",");
        if (cells[0].matches("[0-9.]+")) {
          float[] row = new float[64];
          for (int k = 0; k < row.length; k++) {
            row[k] = Float.parseFloat(cells[k]) / 16;
          }
          rows.add(row);
        }
      }
    }
    assertTrue(rows.size() > 1000);
    return rows.toArray(float[][]::new);
  }

  /// The tensors of a `.safetensors` file, found by its header alone.
  private static Map<String, float[]> tensors(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int length = Math.toIntExact(bytes.getLong(0));
    String header = new String(file, 8, length, StandardCharsets.UTF_8);
    Matcher entries =
        Pattern.compile(
                "\"([^\"]+)\":\\{\"dtype\":\"F32\",\"shape\":\\[[0-9,]*],\"data_offsets\":\\[(\\d+),(\\d+)]}")
            .matcher(header);
    Map<String, float[]> tensors = new LinkedHashMap<>();
    while (entries.find()) {
      int from = 8 + length + Integer.parseInt(entries.group(2));
      int to = 8 + length + Integer.parseInt(entries.group(3));
      float[] values = new float[(to - from) / Float.BYTES];
      for (int k = 0; k < values.length; k++) {
        values[k] = bytes.getFloat(from + k * Float.BYTES);
      }
      tensors.put(entries.group(1), values);
    }
    assertEquals(List.of("first.W", "first.b", "second.W", "second.b"), names(tensors));
    return tensors;
  }

  private static List<String> names(Map<String, float[]> tensors) {
    return tensors.keySet().stream().sorted().toList();
  }

  private static double[] logits(Map<String, float[]> weights, float[] x) {
    double[] hidden = dense(weights.get("first.W"), weights.get("first.b"), widened(x), HIDDEN);
    for (int k = 0; k < HIDDEN; k++) {
      hidden[k] = Math.max(0, hidden[k]);
    }
    return dense(weights.get("second.W"), weights.get("second.b"), hidden, CLASSES);
  }

  private static double[] widened(float[] x) {
    double[] wide = new double[x.length];
    for (int k = 0; k < x.length; k++) {
      wide[k] = x[k];
    }
    return wide;
  }

  private static double[] dense(float[] w, float[] b, double[] x, int outputs) {
    double[] y = new double[outputs];
    for (int j = 0; j < outputs; j++) {
      y[j] = b[j];
      for (int i = 0; i < x.length; i++) {
        y[j] += x[i] * w[i * outputs + j];
      }
    }
    return y;
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static float[][] run(byte[] network, float[][] x) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(network);
        OnnxTensor input = OnnxTensor.createTensor(environment, x);
        OrtSession.Result result = session.run(Map.of("x", input))) {
      return (float[][]) result.get("y").orElseThrow().getValue();
    }
  }
}
