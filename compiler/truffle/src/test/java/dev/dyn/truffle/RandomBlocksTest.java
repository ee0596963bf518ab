package dev.dyn.truffle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.eval.Regions;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.IrParser;
import dev.dyn.compiler.ir.Printer;
import dev.dyn.compiler.testing.Bits;
import dev.dyn.compiler.testing.RandomBlocks;
import dev.dyn.compiler.testing.Recipe;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Nodes give what the evaluator gives, to the bit.
class RandomBlocksTest {
  private static final int SEEDS = 150;

  private static final Evaluator EVALUATOR = new Evaluator(Regions.NONE);
  private static final TruffleEngine ENGINE = new TruffleEngine(EVALUATOR);

  static Stream<Recipe> recipes() {
    return Stream.of(
        Recipe.ALL, Recipe.ALL.with(Elem.F32), Recipe.SCALARS, Recipe.SCALARS.with(Elem.F32));
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void blocksAgree(Recipe recipe) {
    for (int seed = 0; seed < SEEDS; seed++) {
      RandomBlocks random = new RandomBlocks(seed, recipe);
      Block block = random.block();
      List<Tensor> arguments = random.arguments(block);
      List<Tensor> expected = EVALUATOR.run(block, arguments);
      Kernel kernel = ENGINE.compile(block, 1);
      // The second time the registers have been used.
      for (int run = 0; run < 2; run++) {
        Optional<String> difference = Bits.difference(expected, run(kernel, arguments));
        assertEquals(Optional.empty(), difference, () -> Printer.print(block));
      }
    }
  }

  private static List<Tensor> run(Kernel kernel, List<Tensor> arguments) {
    Memory memory = Memory.of(kernel.layout());
    IntStream.range(0, arguments.size())
        .forEach(k -> memory.write(kernel.inputs().get(k), arguments.get(k)));
    kernel.run(memory);
    return kernel.outputs().stream().map(memory::read).toList();
  }

  /// Results that are parameters in another order must not overwrite each other.
  @Test
  void iterationsFeedBackAllAtOnce() {
    Block block =
        IrParser.parse(
            """
            block (%x.0: f64, %y.1: f64, %v.2: f64[2], %w.3: f64[2], %k.4: i64) {
              %n.5: i64 = add(%k.4, %k.4)
            } -> (%y.1, %x.0, %w.3, %v.2, %n.5)
            """);
    Kernel kernel = ENGINE.compile(block, 1);
    List<Tensor> arguments =
        List.of(
            Tensor.of(1.0),
            Tensor.of(2.0),
            Tensor.vector(3.0, 4.0),
            Tensor.vector(5.0, 6.0),
            Tensor.of(1L));
    for (int times = 1; times < 4; times++) {
      List<Tensor> expected = new ArrayList<>(arguments);
      for (int turn = 0; turn < times; turn++) {
        expected = EVALUATOR.run(block, expected);
      }
      Memory memory = Memory.of(kernel.layout());
      for (int k = 0; k < arguments.size(); k++) {
        memory.write(kernel.inputs().get(k), arguments.get(k));
      }
      kernel.iterate(memory, times);
      List<Tensor> inputs = kernel.inputs().stream().map(memory::read).toList();
      List<Tensor> outputs = kernel.outputs().stream().map(memory::read).toList();
      assertEquals(Optional.empty(), Bits.difference(expected, outputs));
      assertEquals(Optional.empty(), Bits.difference(expected, inputs));
    }
  }
}
