package dev.dyn.compiler.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.IrParser;
import dev.dyn.compiler.testing.Bits;
import dev.dyn.compiler.testing.RandomBlocks;
import dev.dyn.compiler.testing.Recipe;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.kernel.Sums;
import dev.dyn.runtime.random.Draws;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluatorTest {
  private static final Evaluator EVALUATOR = new Evaluator(Regions.NONE);

  /// 0, 1, …, 5 as `[2, 3]`.
  private static final Tensor X = new Tensor.F64(new Shape(2, 3), new double[] {0, 1, 2, 3, 4, 5});

  private static Tensor run(String text, Tensor... arguments) {
    return EVALUATOR.run(IrParser.parse(text), List.of(arguments)).getFirst();
  }

  private static String entries(Tensor tensor) {
    String shape =
        Arrays.stream(tensor.shape().extents())
            .mapToObj(Integer::toString)
            .collect(Collectors.joining("x"));
    String values =
        IntStream.range(0, tensor.size())
            .mapToObj(k -> "" + (float) tensor.realAt(k))
            .collect(Collectors.joining(" "));
    return shape + ": " + values;
  }

  /// What each operation makes of `x` = [[0, 1, 2], [3, 4, 5]], `k` = (2, -1) and `s` = 10.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "i64[3] | iota 3 | 3: 0.0 1.0 2.0",
        "i64 | size 2*n | : 4.0",
        "f64[2] | constant 1.5 inf | 2: 1.5 Infinity",
        "f64[2, 3] | mul(%x.0, %x.0) | 2x3: 0.0 1.0 4.0 9.0 16.0 25.0",
        "f64[2, 3] | relu(%x.0) | 2x3: 0.0 1.0 2.0 3.0 4.0 5.0",
        "bool[2, 3] | gt(%x.0, %x.0) | 2x3: 0.0 0.0 0.0 0.0 0.0 0.0",
        "f64[2] | reduce sum %x.0 over [1] | 2: 3.0 12.0",
        "f64[3] | reduce sum %x.0 over [0] | 3: 3.0 5.0 7.0",
        "f64 | reduce prod %x.0 over [0, 1] | : 0.0",
        "f64[3] | reduce max %x.0 over [0] | 3: 3.0 4.0 5.0",
        "f64[2] | reduce min %x.0 over [1] | 2: 0.0 3.0",
        "i64 | reduce argmax %x.0 over [0, 1] | : 5.0",
        "i64[2] | reduce argmin %x.0 over [1] | 2: 0.0 0.0",
        "f64[3, 2] | reshape %x.0 to [3, n] | 3x2: 0.0 1.0 2.0 3.0 4.0 5.0",
        "f64[3, 2] | transpose %x.0 by [1, 0] | 3x2: 0.0 3.0 1.0 4.0 2.0 5.0",
        "f64[2, 2, 3] | broadcast %x.0 to [n, 2, 3] along [0, 2] | 2x2x3: 0.0 1.0 2.0 0.0 1.0 2.0"
            + " 3.0 4.0 5.0 3.0 4.0 5.0",
        "f64[2, 2] | broadcast %s.2 to [2, 2] along [] | 2x2: 10.0 10.0 10.0 10.0",
        "f64[2, 2] | slice %x.0 axis 1 from 2 size 2 stride -2 | 2x2: 2.0 0.0 5.0 3.0",
        "f64[1, 3] | slice %x.0 axis 0 from n - 1 size 1 stride 1 | 1x3: 3.0 4.0 5.0",
        "f64[2, 6] | pad %x.0 axis 1 from 1 total 6 stride 2 | 2x6: 0.0 0.0 0.0 1.0 0.0 2.0 0.0 3.0"
            + " 0.0 4.0 0.0 5.0",
        "f64[2] | gather %x.0 at (%k.1) batch 1 | 2: 2.0 5.0",
        "f64[2, 3] | gather %x.0 at (%j.3) batch 0 | 2x3: 3.0 4.0 5.0 3.0 4.0 5.0",
        "f64[2] | gather %x.0 at (%j.3, %k.1) batch 0 | 2: 5.0 5.0",
        "f64[2, 3] | scatter %x.0 at (%j.3) batch 0 into [2, 3] | 2x3: 0.0 0.0 0.0 3.0 5.0 7.0",
        "f64[4, 3] | concat (%x.0, %x.0) axis 0 | 4x3: 0.0 1.0 2.0 3.0 4.0 5.0 0.0 1.0 2.0 3.0 4.0"
            + " 5.0",
        "f64[2, 6] | concat (%x.0, %x.0) axis 1 | 2x6: 0.0 1.0 2.0 0.0 1.0 2.0 3.0 4.0 5.0 3.0 4.0"
            + " 5.0",
        "f64[2, 2] | contract %x.0 %t.4 batch 0 summed 1 | 2x2: 5.0 14.0 14.0 50.0",
        "f64[2] | contract %x.0 %x.0 batch 1 summed 1 | 2: 5.0 50.0",
        "f64 | contract %x.0 %x.0 batch 0 summed 2 | : 55.0",
        "f64[2, 3] | array cumsum(%x.0) batch 1 | 2x3: 0.0 1.0 3.0 3.0 7.0 12.0",
        "f64[2, 3] | tof64(%x.0) | 2x3: 0.0 1.0 2.0 3.0 4.0 5.0",
      })
  void operations(String type, String op, String expected) {
    String text =
        "block (%x.0: f64[n, 3], %k.1: i64[n], %s.2: f64, %j.3: i64[2], %t.4: f64[3, 2]) {\n"
            + ("  %r.5: " + type + " = " + op + "\n")
            + "} -> (%r.5)";
    Tensor t = new Tensor.F64(new Shape(3, 2), new double[] {0, 3, 1, 4, 2, 5});
    Tensor result =
        run(text, X, Tensor.vector(2L, -1L), Tensor.of(10.0), Tensor.vector(1L, -1L), t);
    assertEquals(expected, entries(result));
  }

  @Test
  void sumsFollowTheOneOrder() {
    double[] values = new SplittableRandom(1).doubles(4 * 207, -1, 1).toArray();
    Tensor x = new Tensor.F64(new Shape(207, 4), values);
    Tensor columns =
        run("block (%x.0: f64[207, 4]) { %r.1: f64[4] = reduce sum %x.0 over [0] } -> (%r.1)", x);
    for (int j = 0; j < 4; j++) {
      assertEquals(Sums.sum(values, j, 4, 207), columns.realAt(j), 0);
    }
  }

  @Test
  void contractionIsAChainOfFma() {
    double[] a = new SplittableRandom(2).doubles(100, -1, 1).toArray();
    double[] b = new SplittableRandom(3).doubles(100, -1, 1).toArray();
    double expected = 0;
    for (int k = 0; k < 100; k++) {
      expected = Math.fma(a[k], b[k], expected);
    }
    String text =
        "block (%a.0: f64[100], %b.1: f64[100]) { %r.2: f64 = contract %a.0 %b.1 batch 0 summed 1 }"
            + " -> (%r.2)";
    assertEquals(expected, run(text, Tensor.vector(a), Tensor.vector(b)).scalar(), 0);
  }

  @Test
  void drawsAreFunctionsOfStreamAndIndex() {
    String text =
        "block (%s.0: i64[2], %m.1: f64[2, 3], %d.2: f64[2, 3]) {"
            + " %r.3: f64[2, 3] = draw normal stream %s.0 (%m.1, %d.2) dims [3] f64 } -> (%r.3)";
    Tensor result = run(text, Tensor.vector(7L, 8L), X, X);
    for (int k = 0; k < 6; k++) {
      assertEquals(Draws.normal(k < 3 ? 7 : 8, k % 3, k, k), result.realAt(k), 0);
    }
  }

  @Test
  void scanCarriesAndStacks() {
    String text =
        """
        block (%c.0: f64, %rows.1: f64[n], %w.2: f64) {
          %last.3: f64, %all.4: f64[n] = scan length n scanned (%rows.1) states (%c.0) environment (%w.2) {
            block (%c.5: f64, %row.6: f64, %w.7: f64) {
              %p.8: f64 = mul(%c.5, %w.7)
              %s.9: f64 = add(%p.8, %row.6)
            } -> (%s.9, %c.5)
          }
        } -> (%all.4, %last.3)
        """;
    Block block = IrParser.parse(text);
    List<Tensor> some =
        EVALUATOR.run(block, List.of(Tensor.of(1.0), Tensor.vector(1.0, 2.0, 3.0), Tensor.of(2.0)));
    assertEquals("3: 1.0 3.0 8.0", entries(some.getFirst()));
    assertEquals(": 19.0", entries(some.getLast()));
    List<Tensor> none =
        EVALUATOR.run(block, List.of(Tensor.of(1.0), Tensor.vector(new double[0]), Tensor.of(2.0)));
    assertEquals("0: ", entries(none.getFirst()));
    assertEquals(": 1.0", entries(none.getLast()));
  }

  @Test
  void batchedScanIsEachMemberOnItsOwn() {
    String text =
        """
        block (%c.0: f64[2], %rows.1: f64[3]) {
          %last.3: f64[2], %all.4: f64[2, 3] = scan length 3 scanned (%rows.1) states (%c.0) environment () members 2 differs [1, 0] {
            block (%c.5: f64, %row.6: f64) {
              %s.9: f64 = add(%c.5, %row.6)
            } -> (%s.9, %s.9)
          }
        } -> (%all.4, %last.3)
        """;
    List<Tensor> results =
        EVALUATOR.run(
            IrParser.parse(text), List.of(Tensor.vector(10.0, 20.0), Tensor.vector(1.0, 2.0, 3.0)));
    assertEquals("2x3: 11.0 13.0 16.0 21.0 23.0 26.0", entries(results.getFirst()));
    assertEquals("2: 16.0 26.0", entries(results.getLast()));
  }

  @Test
  void otherRegionsGoToTheDriverAndTellSizes() {
    String text =
        """
        block (%x.0: f64, %n.1: i64) {
          %xs.2: f64[saved], %o.3: f64[saved] = simulate_map steps saved - 1 discard %n.1 states (%x.0) environment () {
            block (%k.4: i64, %x.5: f64) { } -> (%x.5)
            block (%k.6: i64, %x.7: f64) { } -> (%x.7)
          } @42
          %count.8: i64 = size saved
        } -> (%count.8)
        """;
    Evaluator evaluator =
        new Evaluator((_, operands, site) -> {
          assertEquals(42, site);
          assertEquals(2, operands.size());
          return List.of(Tensor.vector(1.0, 2.0, 3.0), Tensor.vector(1.0, 2.0, 3.0));
        });
    List<Tensor> results =
        evaluator.run(IrParser.parse(text), List.of(Tensor.of(1.0), Tensor.of(0L)));
    assertEquals(3, results.getFirst().intAt(0));
  }

  @Test
  void indexOutsideIsReportedAtItsPlace() {
    String text =
        "block (%x.0: f64[10], %k.1: i64) { %r.2: f64 = gather %x.0 at (%k.1) batch 0 @17 } ->"
            + " (%r.2)";
    Tensor x = Tensor.zeros(Elem.F64, new Shape(10));
    RunFailure failure = assertThrows(RunFailure.class, () -> run(text, x, Tensor.of(12L)));
    assertEquals("DYN7003", failure.code());
    assertEquals(17, failure.site());
    assertEquals("Index 12 is outside an axis of length 10.", failure.getMessage());
    assertThrows(RunFailure.class, () -> run(text, x, Tensor.of(-11L)));
    assertEquals(0, run(text, x, Tensor.of(-10L)).scalar());
  }

  @Test
  void divisionByZeroIsReportedAtItsPlace() {
    String text = "block (%k.0: i64) { %r.1: i64 = idiv(%k.0, %k.0) @5 } -> (%r.1)";
    RunFailure failure = assertThrows(RunFailure.class, () -> run(text, Tensor.of(0L)));
    assertEquals(5, failure.site());
  }

  @Test
  void sizesThatDisagreeAreRefused() {
    String text = "block (%x.0: f64[n], %y.1: f64[2*n]) { } -> (%x.0)";
    Tensor three = Tensor.vector(1.0, 2.0, 3.0);
    assertThrows(IllegalArgumentException.class, () -> run(text, three, three));
    assertThrows(IllegalArgumentException.class, () -> run(text, Tensor.of(1.0), three));
  }

  @Test
  void kernelsGiveWhatBlocksGive() {
    for (int seed = 0; seed < 40; seed++) {
      RandomBlocks random = new RandomBlocks(seed, Recipe.ALL);
      Block block = random.block();
      List<Tensor> arguments = random.arguments(block);
      Kernel kernel = EVALUATOR.asKernel(block);
      Memory memory = Memory.of(kernel.layout());
      for (int k = 0; k < arguments.size(); k++) {
        memory.write(kernel.inputs().get(k), arguments.get(k));
      }
      kernel.run(memory);
      List<Tensor> results = kernel.outputs().stream().map(memory::read).toList();
      assertEquals(Optional.empty(), Bits.difference(EVALUATOR.run(block, arguments), results));
    }
  }

  @Test
  void iterateFeedsResultsBack() {
    String text =
        "block (%x.0: f64, %n.1: i64, %r.2: f64) { %one.3: i64 = constant 1 %m.4: i64 = add(%n.1,"
            + " %one.3) %y.5: f64 = mul(%x.0, %r.2) } -> (%y.5, %m.4)";
    Kernel kernel = EVALUATOR.asKernel(IrParser.parse(text));
    Memory memory = Memory.of(kernel.layout());
    memory.write(kernel.inputs().get(0), Tensor.of(1.0));
    memory.write(kernel.inputs().get(2), Tensor.of(2.0));
    kernel.iterate(memory, 0);
    assertEquals(1, memory.read(kernel.inputs().getFirst()).scalar());
    kernel.iterate(memory, 10);
    assertEquals(1024, memory.read(kernel.inputs().get(0)).scalar());
    assertEquals(1024, memory.read(kernel.outputs().get(0)).scalar());
    assertEquals(10, memory.read(kernel.inputs().get(1)).intAt(0));
  }

  @Test
  void sameSeedSameBits() {
    for (int seed = 0; seed < 20; seed++) {
      RandomBlocks random = new RandomBlocks(seed, Recipe.ALL.with(Elem.F32));
      RandomBlocks again = new RandomBlocks(seed, Recipe.ALL.with(Elem.F32));
      Block block = random.block();
      List<Tensor> first = EVALUATOR.run(block, random.arguments(block));
      Block other = again.block();
      assertEquals(
          Optional.empty(), Bits.difference(first, EVALUATOR.run(other, again.arguments(other))));
    }
  }
}
