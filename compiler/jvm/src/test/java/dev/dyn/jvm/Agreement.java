package dev.dyn.jvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.eval.Regions;
import dev.dyn.compiler.ir.Block;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Compares a kernel with the evaluator, bit for bit; all NaNs count as equal.
final class Agreement {
  private Agreement() {}

  /// The kernel of `block` gives what the evaluator gives, in every lane, with different arguments
  /// in each.
  static void check(String name, Block block, Kernel kernel, long seed) {
    check(name, block, kernel, lane -> RandomBlock.arguments(block, seed + lane));
  }

  /// The same with arguments for each lane. Where the evaluator fails, the kernel fails in the same
  /// words.
  static void check(String name, Block block, Kernel kernel, IntFunction<List<Tensor>> arguments) {
    int lanes = kernel.lanes();
    List<List<Tensor>> given = IntStream.range(0, lanes).mapToObj(arguments).toList();
    List<List<Tensor>> expected = new ArrayList<>();
    Evaluator evaluator = new Evaluator(Regions.NONE);
    try {
      given.forEach(own -> expected.add(evaluator.run(block, own)));
    } catch (RunFailure failure) {
      RunFailure actual = assertThrows(RunFailure.class, () -> run(kernel, given), name);
      assertEquals(described(failure), described(actual), name);
      return;
    }
    Memory memory = run(kernel, given);
    for (int lane = 0; lane < lanes; lane++) {
      for (int k = 0; k < expected.get(lane).size(); k++) {
        Tensor actual = memory.readLane(kernel.outputs().get(k), lane, lanes);
        assertBits(name + ", lane " + lane + ", result " + k, expected.get(lane).get(k), actual);
      }
    }
  }

  private static String described(RunFailure failure) {
    return failure.code() + " at " + failure.site() + ": " + failure.getMessage() + failure.notes();
  }

  /// Runs twice in one memory: what the first run leaves must not matter to the second.
  private static Memory run(Kernel kernel, List<List<Tensor>> given) {
    Memory memory = Memory.of(kernel.layout());
    for (int round = 0; round < 2; round++) {
      for (int lane = 0; lane < given.size(); lane++) {
        for (int k = 0; k < kernel.inputs().size(); k++) {
          memory.writeLane(kernel.inputs().get(k), lane, given.size(), given.get(lane).get(k));
        }
      }
      kernel.run(memory);
    }
    return memory;
  }

  static void assertBits(String name, Tensor expected, Tensor actual) {
    assertEquals(expected.shape(), actual.shape(), name);
    assertEquals(expected.elem(), actual.elem(), name);
    assertArrayEquals(bits(expected), bits(actual), name);
  }

  static long[] bits(Tensor tensor) {
    return IntStream.range(0, tensor.size())
        .mapToLong(k ->
            switch (tensor) {
              case Tensor.F64(_, var v) -> Double.doubleToLongBits(v[k]);
              case Tensor.F32(_, var v) -> Float.floatToIntBits(v[k]);
              case Tensor.I64(_, var v) -> v[k];
              case Tensor.Bool(_, var v) -> v[k];
            })
        .toArray();
  }
}
