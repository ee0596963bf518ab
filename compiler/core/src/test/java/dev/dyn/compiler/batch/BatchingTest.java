package dev.dyn.compiler.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.eval.Regions;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Verifier;
import dev.dyn.compiler.testing.Bits;
import dev.dyn.compiler.testing.RandomBlocks;
import dev.dyn.compiler.testing.Recipe;
import dev.dyn.compiler.testing.Tensors;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Row k of a batched block is the block on row k, bit for bit.
class BatchingTest {
  private static final int ROWS = 3;

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void rowsAreWhatTheBlockGives(int seed) {
    RandomBlocks random = new RandomBlocks(seed, Recipe.ALL.withLines(10));
    SplittableRandom marks = new SplittableRandom(seed);
    Block block = random.block();
    List<Boolean> batched = block.parameters().stream().map(_ -> marks.nextBoolean()).toList();
    List<Tensor> arguments = arguments(random, block, batched);
    Names names = new Names(1_000_000);
    Block all = Batching.batch(block, batched, Dim.of(ROWS), names);
    assertEquals(List.of(), Verifier.problems(all));
    Evaluator evaluator = new Evaluator(Regions.NONE);
    List<Tensor> results = evaluator.run(all, arguments);
    for (int row = 0; row < ROWS; row++) {
      int at = row;
      List<Tensor> single = rows(arguments, batched, row);
      List<Tensor> got = results.stream().map(t -> t.row(at)).toList();
      assertEquals(Optional.empty(), Bits.difference(evaluator.run(block, single), got));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void batchesNest(int seed) {
    RandomBlocks random = new RandomBlocks(seed, Recipe.ALL.withLines(8));
    SplittableRandom marks = new SplittableRandom(seed);
    Block block = random.block();
    List<Boolean> inner = block.parameters().stream().map(_ -> marks.nextBoolean()).toList();
    List<Boolean> outer = block.parameters().stream().map(_ -> marks.nextBoolean()).toList();
    Names names = new Names(1_000_000);
    Block once = Batching.batch(block, inner, Dim.of(2), names);
    Block twice = Batching.batch(once, outer, Dim.of(ROWS), names);
    assertEquals(List.of(), Verifier.problems(twice));
    List<Tensor> arguments = arguments(random, once, outer);
    Evaluator evaluator = new Evaluator(Regions.NONE);
    List<Tensor> results = evaluator.run(twice, arguments);
    for (int row = 0; row < ROWS; row++) {
      int at = row;
      List<Tensor> single = rows(arguments, outer, row);
      List<Tensor> got = results.stream().map(t -> t.row(at)).toList();
      assertEquals(Optional.empty(), Bits.difference(evaluator.run(once, single), got));
    }
  }

  private static List<Tensor> arguments(RandomBlocks random, Block block, List<Boolean> batched) {
    List<List<Tensor>> draws =
        IntStream.range(0, ROWS).mapToObj(_ -> random.arguments(block)).toList();
    List<Tensor> arguments = new ArrayList<>();
    for (int k = 0; k < batched.size(); k++) {
      int at = k;
      arguments.add(
          batched.get(k)
              ? Tensors.stack(draws.stream().map(draw -> draw.get(at)).toList())
              : draws.getFirst().get(k));
    }
    return arguments;
  }

  private static List<Tensor> rows(List<Tensor> arguments, List<Boolean> batched, int row) {
    List<Tensor> single = new ArrayList<>();
    for (int k = 0; k < arguments.size(); k++) {
      single.add(batched.get(k) ? arguments.get(k).row(row) : arguments.get(k));
    }
    return single;
  }
}
