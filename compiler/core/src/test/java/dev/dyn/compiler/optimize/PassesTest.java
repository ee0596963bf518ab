package dev.dyn.compiler.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.autodiff.Reverse;
import dev.dyn.compiler.batch.Batching;
import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.eval.Regions;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Printer;
import dev.dyn.compiler.ir.Verifier;
import dev.dyn.compiler.testing.Bits;
import dev.dyn.compiler.testing.RandomBlocks;
import dev.dyn.compiler.testing.Recipe;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No pass changes a bit, and no pass finds anything to do after itself: tried on random blocks,
/// their derivatives and batches.
class PassesTest {
  private final Evaluator evaluator = new Evaluator(Regions.NONE);
  private final Names names = new Names(1_000_000);

  static IntStream seeds() {
    return IntStream.range(0, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void passesKeepBits(int seed) {
    for (Elem elem : List.of(Elem.F64, Elem.F32)) {
      RandomBlocks random = new RandomBlocks(seed, Recipe.ALL.with(elem));
      Block block = random.block();
      check(block, random.arguments(block));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void passesKeepBitsOfDerivatives(int seed) {
    RandomBlocks random = new RandomBlocks(seed, Recipe.ALL.withLines(10));
    Block made = random.block();
    Block block =
        new Block(
            made.parameters(),
            made.lets(),
            made.results().stream().filter(v -> v.type().elem().isReal()).toList());
    List<Boolean> active = block.parameters().stream().map(v -> v.type().elem().isReal()).toList();
    Block derived = Reverse.vjp(block, active, names);
    check(derived, random.arguments(derived));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void passesKeepBitsOfBatches(int seed) {
    RandomBlocks random = new RandomBlocks(seed, Recipe.ALL.withLines(10));
    Block block = random.block();
    List<Boolean> batched =
        IntStream.range(0, block.parameters().size()).mapToObj(k -> k % 2 == seed % 2).toList();
    Block all = Batching.batch(block, batched, Dim.of(3), names);
    check(all, random.arguments(all));
  }

  private void check(Block block, List<Tensor> arguments) {
    List<Tensor> expected = evaluator.run(block, arguments);
    List<Pass> passes = Stream.concat(Passes.standard().list().stream(), Stream.of(all())).toList();
    for (Pass pass : passes) {
      Block once = pass.run(block, names);
      assertEquals(List.of(), Verifier.problems(once), pass.name());
      Optional<String> difference = Bits.difference(expected, evaluator.run(once, arguments));
      assertTrue(difference.isEmpty(), () -> pass.name() + ": " + difference.orElse(""));
      assertEquals(
          Printer.stable(once), Printer.stable(pass.run(once, names)), pass.name() + " again");
    }
  }

  private static Pass all() {
    return new Pass() {
      @Override
      public String name() {
        return "all";
      }

      @Override
      public String description() {
        return "all passes";
      }

      @Override
      public Block run(Block block, Names names) {
        return Passes.standard().run(block, names);
      }
    };
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void partsOfASplitBlockGiveItsResults(int seed) {
    RandomBlocks random = new RandomBlocks(seed, Recipe.ALL);
    Block block = random.block();
    List<Boolean> invariant =
        IntStream.range(0, block.parameters().size()).mapToObj(k -> k % 2 == seed % 2).toList();
    List<Tensor> arguments = random.arguments(block);
    HoistInvariants.Split split = HoistInvariants.split(block, invariant, names);
    assertEquals(List.of(), Verifier.problems(split.prelude()));
    assertEquals(List.of(), Verifier.problems(split.main()));
    List<Tensor> early =
        IntStream.range(0, arguments.size())
            .filter(invariant::get)
            .mapToObj(arguments::get)
            .toList();
    List<Tensor> both = new ArrayList<>(arguments);
    both.addAll(evaluator.run(split.prelude(), early));
    assertEquals(
        Optional.empty(),
        Bits.difference(evaluator.run(block, arguments), evaluator.run(split.main(), both)));
  }
}
