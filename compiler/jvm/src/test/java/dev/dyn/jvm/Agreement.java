package dev.dyn.jvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.eval.Regions;
import dev.dyn.compiler.ir.Block;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/// Compares a kernel with the evaluator, bit for bit; all NaNs count as equal.
final class Agreement {
  private Agreement() {}

  /// The kernel of `block` gives what the evaluator gives, in every lane, with different arguments in each.
  static void check(String name, Block block, Kernel kernel, long seed) {
    int lanes = kernel.lanes();
    Memory memory = Memory.of(kernel.layout());
    List<List<Tensor>> arguments =
        IntStream.range(0, lanes).mapToObj(l -> RandomBlock.arguments(block, seed + l)).toList();
    for (int round = 0; round < 2; round++) {
      for (int lane = 0; lane < lanes; lane++) {
        for (int k = 0; k < kernel.inputs().size(); k++) {
          memory.writeLane(kernel.inputs().get(k), lane, lanes, arguments.get(lane).get(k));
        }
      }
      kernel.run(memory);
    }
    Evaluator evaluator = new Evaluator(Regions.NONE);
    for (int lane = 0; lane < lanes; lane++) {
      List<Tensor> expected = evaluator.run(block, arguments.get(lane));
      for (int k = 0; k < expected.size(); k++) {
        Tensor actual = memory.readLane(kernel.outputs().get(k), lane, lanes);
        assertBits(name + ", lane " + lane + ", result " + k, expected.get(k), actual);
      }
    }
  }

  static void assertBits(String name, Tensor expected, Tensor actual) {
    assertEquals(expected.shape(), actual.shape(), name);
    assertEquals(expected.elem(), actual.elem(), name);
    assertArrayEquals(bits(expected), bits(actual), name);
  }

  static long[] bits(Tensor tensor) {
    return IntStream.range(0, tensor.size())
        .mapToLong(
            k ->
                switch (tensor) {
                  case Tensor.F64(_, var v) -> Double.doubleToLongBits(v[k]);
                  case Tensor.F32(_, var v) -> Float.floatToIntBits(v[k]);
                  case Tensor.I64(_, var v) -> v[k];
                  case Tensor.Bool(_, var v) -> v[k];
                })
        .toArray();
  }
}
