package dev.dyn.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.IrParser;
import dev.dyn.jvm.array.BlockSizes;
import dev.dyn.runtime.exec.Pace;
import dev.dyn.runtime.kernel.Epilogue;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Products with biases, `relu` and its derivative give the evaluator's bits, and are products that
/// end so.
final class LayersTest {
  /// Two layers, one without biases, what was given added to the third, the way back, and sums of
  /// two products.
  private static final String TEXT =
      """
      block (%x.100: E[M, N], %w.101: E[N, N], %b.102: E[N], %u.103: E[N, N], %g.104: E[M, N]) {
        %z.0: E = constant 0.0
        %z.1: E[M, N] = broadcast %z.0 to [M, N] along []
        %a.2: E[M, N] = contract %x.100 %w.101 batch 0 summed 1
        %b.3: E[M, N] = broadcast %b.102 to [M, N] along [1]
        %a.4: E[M, N] = add(%a.2, %b.3)
        %m.5: bool[M, N] = le(%a.4, %z.1)
        %h.6: E[M, N] = select(%m.5, %z.1, %a.4)
        %c.7: E[M, N] = contract %h.6 %u.103 batch 0 summed 1
        %m.8: bool[M, N] = le(%c.7, %z.1)
        %k.9: E[M, N] = select(%m.8, %z.1, %c.7)
        %d.10: E[M, N] = contract %k.9 %w.101 batch 0 summed 1
        %d.11: E[M, N] = add(%h.6, %d.10)
        %o.12: E[M, N] = contract %d.11 %u.103 batch 0 summed 1
        %t.13: E[N, N] = transpose %u.103 by [1, 0]
        %g.14: E[M, N] = contract %g.104 %t.13 batch 0 summed 1
        %g.15: E[M, N] = select(%m.8, %z.1, %g.14)
        %g.16: E[M, N] = contract %g.15 %t.13 batch 0 summed 1
        %g.17: E[M, N] = select(%m.5, %z.1, %g.16)
        %t.18: E[N, M] = transpose %x.100 by [1, 0]
        %r.19: E[N, N] = contract %t.18 %g.17 batch 0 summed 1
        %s.20: E[M, N] = contract %x.100 %u.103 batch 0 summed 1
        %s.21: E[M, N] = contract %g.104 %w.101 batch 0 summed 1
        %s.22: E[M, N] = add(%s.20, %s.21)
        %s.23: E[M, N] = contract %x.100 %w.101 batch 0 summed 1
        %s.24: E[M, N] = contract %g.104 %u.103 batch 0 summed 1
        %s.25: E[M, N] = add(%s.23, %s.24)
        %m.26: bool[M, N] = le(%s.25, %z.1)
        %s.27: E[M, N] = select(%m.26, %z.1, %s.25)
      } -> (%o.12, %r.19, %s.22, %s.27)
      """;

  @ParameterizedTest
  @CsvSource({
    "f32, 8, 16",
    "f32, 33, 40",
    "f32, 64, 128",
    "f32, 130, 100",
    "f64, 17, 16",
    "f64, 70, 96"
  })
  void layersAgreeWithTheEvaluator(String elem, String m, String n) {
    Block block =
        IrParser.parse(
            TEXT.replaceAll("\\bE\\b", elem).replaceAll("\\bM\\b", m).replaceAll("\\bN\\b", n));
    for (Pace pace : Pace.values()) {
      for (BlockSizes sizes : new BlockSizes[] {BlockSizes.USUAL, new BlockSizes(1, 1 << 12, 2)}) {
        JvmCompiler compiler = new JvmCompiler(0, pace, sizes);
        Agreement.check("layers " + pace, block, compiler.compile(block, Target.single()), 5);
      }
    }
    byte[] bytes = new JvmCompiler(0, Pace.values()[0]).compileClass(block).bytes();
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (Epilogue end : Epilogue.values()) {
      assertEquals(
          end != Epilogue.NONE,
          text.contains("\u0000" + (char) end.name().length() + end),
          () -> "" + end);
    }
  }
}
