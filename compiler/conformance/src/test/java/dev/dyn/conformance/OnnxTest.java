package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.dyn.driver.Dyn;
import dev.dyn.driver.EngineKind;
import dev.dyn.driver.RunOutcome;
import dev.dyn.runtime.data.SaveFormat;
import dev.dyn.runtime.program.RunListener;
import dev.dyn.runtime.results.ExperimentReport;
import dev.dyn.runtime.results.Saved;
import dev.dyn.runtime.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Networks saved as `.onnx`, run by ONNX Runtime on inputs that the program saved beside them as
/// `.npz`, the outputs as `y` or `y.NAME`. They are those that the program got.
class OnnxTest {
  /// Of the largest output; sums are taken in another order there.
  private static final double TOLERANCE = 1e-6;

  @TestFactory
  Stream<DynamicTest> otherReadersGetTheSameOutputs() {
    return CorpusProgram.all("accepted", "out").stream()
        .filter(program -> program.name().startsWith("onnx"))
        .map(program ->
            DynamicTest.dynamicTest(program.name(), program.file().toUri(), () -> check(program)));
  }

  private static void check(CorpusProgram program) throws IOException, OrtException {
    RunOutcome outcome =
        new Dyn()
            .run(
                new Dyn().analyze(program.source()),
                RunDirective.of(program.text()).options(program, EngineKind.JIT, 1),
                RunListener.silent());
    List<ExperimentReport> experiments =
        outcome instanceof RunOutcome.Finished(var report) ? report.experiments() : List.of();
    Map<String, Saved> saved = new LinkedHashMap<>();
    experiments.forEach(e -> e.saves().forEach(save -> saved.put(save.file(), save)));
    List<String> networks = saved.keySet().stream().filter(f -> f.endsWith(".onnx")).toList();
    assertFalse(networks.isEmpty());
    for (String file : networks) {
      Saved known = saved.get(file.replace(".onnx", ".npz"));
      compare(file, saved.get(file), known.columns().tensors());
    }
  }

  private static void compare(String file, Saved network, Map<String, Tensor> known)
      throws IOException, OrtException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SaveFormat.ONNX.write(network, bytes);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(bytes.toByteArray())) {
      Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
      for (String name : session.getInputNames()) {
        inputs.put(name, tensor(environment, known.get(name)));
      }
      try (OrtSession.Result result = session.run(inputs)) {
        for (String name : session.getOutputNames()) {
          Tensor expected = known.getOrDefault("y." + name, known.get(name));
          check(file + ": " + name, expected, (OnnxTensor) result.get(name).orElseThrow());
        }
      }
    }
  }

  private static OnnxTensor tensor(OrtEnvironment environment, Tensor tensor) throws OrtException {
    long[] shape = Arrays.stream(tensor.shape().extents()).asLongStream().toArray();
    return switch (tensor) {
      case Tensor.F64 t ->
          OnnxTensor.createTensor(environment, DoubleBuffer.wrap(t.values()), shape);
      case Tensor.F32 t ->
          OnnxTensor.createTensor(environment, FloatBuffer.wrap(t.values()), shape);
      case Tensor.I64 t -> OnnxTensor.createTensor(environment, LongBuffer.wrap(t.values()), shape);
      case Tensor.Bool _ ->
          throw new IllegalArgumentException("no network here takes truth values");
    };
  }

  private static void check(String what, Tensor expected, OnnxTensor found) {
    long[] shape = Arrays.stream(expected.shape().extents()).asLongStream().toArray();
    assertArrayEquals(shape, found.getInfo().getShape(), what);
    double[] wanted = reals(expected);
    double[] got =
        switch (expected) {
          case Tensor.F64 _ -> entries(found.getDoubleBuffer());
          case Tensor.F32 _ -> entries(found.getFloatBuffer());
          case Tensor.I64 _ ->
              Arrays.stream(entries(found.getLongBuffer())).asDoubleStream().toArray();
          case Tensor.Bool _ -> entries(found.getByteBuffer());
        };
    double largest = DoubleStream.of(wanted).map(Math::abs).max().orElse(0);
    boolean isExact = !expected.elem().isReal();
    for (int k = 0; k < wanted.length; k++) {
      assertEquals(wanted[k], got[k], isExact ? 0 : TOLERANCE * largest, what + "[" + k + "]");
    }
    assertTrue(largest > 0, what + " says nothing");
  }

  private static double[] reals(Tensor tensor) {
    return switch (tensor) {
      case Tensor.F64 t -> t.values();
      case Tensor.F32 t -> entries(FloatBuffer.wrap(t.values()));
      case Tensor.I64 t -> Arrays.stream(t.values()).asDoubleStream().toArray();
      case Tensor.Bool t -> Arrays.stream(t.values()).asDoubleStream().toArray();
    };
  }

  private static double[] entries(DoubleBuffer buffer) {
    double[] all = new double[buffer.remaining()];
    buffer.get(all);
    return all;
  }

  private static double[] entries(FloatBuffer buffer) {
    double[] all = new double[buffer.remaining()];
    Arrays.setAll(all, k -> buffer.get(k));
    return all;
  }

  private static long[] entries(LongBuffer buffer) {
    long[] all = new long[buffer.remaining()];
    buffer.get(all);
    return all;
  }

  private static double[] entries(ByteBuffer buffer) {
    double[] all = new double[buffer.remaining()];
    Arrays.setAll(all, k -> buffer.get(k));
    return all;
  }
}
