package dev.dyn.compiler.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dyn.compiler.batch.Batching;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.IrParser;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Printer;
import dev.dyn.compiler.optimize.Passes;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the transformations write, to be read.
class TextsTest {
  private static final String LAYER =
      """
      block (%W.0: f64[4, 3], %x.1: f64[3]) {
        %h.2: f64[4] = contract %W.0 %x.1 batch 0 summed 1
        %y.3: f64[4] = tanh(%h.2)
        %s.4: f64 = reduce sum %y.3 over [0]
      } -> (%s.4)
      """;

  private final Names names = new Names(1000);

  private String text(Block block) {
    return Printer.stable(Passes.standard().run(block, names));
  }

  @Test
  void tangentsOfProductsAndAngles() {
    Block f =
        IrParser.parse(
            """
            block (%x.0: f64, %y.1: f64) {
              %s.2: f64 = sin(%x.0)
              %p.3: f64 = mul(%s.2, %y.1)
            } -> (%p.3)
            """);
    assertEquals(
        """
        block (%x.0: f64, %y.1: f64, %dx.2: f64, %dy.3: f64) {
          %s.4: f64 = sin(%x.0)
          %cos.5: f64 = cos(%x.0)
          %mul.6: f64 = mul(%dx.2, %cos.5)
          %p.7: f64 = mul(%s.4, %y.1)
          %mul.8: f64 = mul(%mul.6, %y.1)
          %fma.9: f64 = fma(%dy.3, %s.4, %mul.8)
        } -> (%p.7, %fma.9)
        """,
        text(Derivatives.jvp(f, List.of(true, true), names)));
  }

  @Test
  void gradientOfALayer() {
    assertEquals(
        """
        block (%W.0: f64[4, 3], %x.1: f64[3]) {
          %h.2: f64[4] = contract %W.0 %x.1 batch 0 summed 1
          %y.3: f64[4] = tanh(%h.2)
          %neg.4: f64[4] = neg(%y.3)
          %c.5: f64 = constant 1.0
          %c.6: f64[4] = broadcast %c.5 to [4] along []
          %fma.7: f64[4] = fma(%neg.4, %y.3, %c.6)
          %contract.8: f64[4, 3] = contract %fma.7 %x.1 batch 0 summed 0
        } -> (%contract.8)
        """,
        text(Derivatives.grad(IrParser.parse(LAYER), 0, names)));
  }

  /// Many vectors through one matrix are one product of matrices.
  @Test
  void aLayerForManyInputs() {
    Block layer = IrParser.parse(LAYER);
    assertEquals(
        """
        block (%W.0: f64[4, 3], %x.1: f64[n, 3]) {
          %W.2: f64[3, 4] = transpose %W.0 by [1, 0]
          %h.3: f64[n, 4] = contract %x.1 %W.2 batch 0 summed 1
          %y.4: f64[n, 4] = tanh(%h.3)
          %s.5: f64[n] = reduce sum %y.4 over [1]
        } -> (%s.5)
        """,
        text(Batching.batch(layer, List.of(false, true), Dim.named("n"), names)));
  }

  /// `[sum(A[i, j]*x[(j + 1) mod 4] for j in 0..<4) for i in 0..<4]`, as it is written down: no
  /// look-up is left.
  @Test
  void aComprehensionBecomesArrayCode() {
    Block element =
        IrParser.parse(
            """
            block (%A.0: f64[4, 4], %x.1: f64[4], %i.2: i64, %j.3: i64) {
              %a.4: f64 = gather %A.0 at (%i.2, %j.3) batch 0
              %one.5: i64 = constant 1
              %next.6: i64 = add(%j.3, %one.5)
              %four.7: i64 = constant 4
              %k.8: i64 = mod(%next.6, %four.7)
              %b.9: f64 = gather %x.1 at (%k.8) batch 0
              %p.10: f64 = mul(%a.4, %b.9)
            } -> (%p.10)
            """);
    Dim four = Dim.of(4);
    Block row = Batching.batch(element, List.of(false, false, false, true), four, names);
    Block all = Batching.batch(row, List.of(false, false, true, false), four, names);
    String counted =
        Printer.print(all)
            .replaceFirst(
                ", %i\\.(\\d+): i64\\[4\\], %j\\.(\\d+): i64\\[4\\]\\) \\{\n",
                ") {\n  %i.$1: i64[4] = iota 4\n  %j.$2: i64[4] = iota 4\n");
    assertEquals(
        """
        block (%A.0: f64[4, 4], %x.1: f64[4]) {
          %x.2: f64[3] = slice %x.1 axis 0 from 1 size 3 stride 1
          %x.3: f64[1] = slice %x.1 axis 0 from 0 size 1 stride 1
          %concat.4: f64[4] = concat (%x.2, %x.3) axis 0
          %b.5: f64[4, 4] = broadcast %concat.4 to [4, 4] along [1]
          %p.6: f64[4, 4] = mul(%A.0, %b.5)
        } -> (%p.6)
        """,
        text(IrParser.parse(counted)));
  }
}
