package dev.dyn.jvm;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.IrParser;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Pace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The largest of each square of places after a bias and `relu`, and its derivative: rows of few
/// channels, which are read and written apart.
final class PoolingTest {
  /// With 6 channels; the derivative goes through a product, so that it is needed in memory.
  private static final String TEXT =
      """
      block (%x.100: f32[3, 6, 10, 6], %bias.101: f32[6], %w.102: f32[3, 3, 5, 6], %m.103: f32[6, 4]) {
        %v.0: f32 = constant 0.0
        %v.1: f32[3, 6, 10, 6] = broadcast %v.0 to [3, 6, 10, 6] along []
        %v.2: f32 = constant 1.0
        %v.3: f32[3, 3, 5, 6] = broadcast %v.2 to [3, 3, 5, 6] along []
        %v.4: f32[3, 3, 5, 6] = broadcast %v.0 to [3, 3, 5, 6] along []
        %v.5: f32[3, 6, 10, 6] = broadcast %bias.101 to [3, 6, 10, 6] along [3]
        %v.6: f32[3, 6, 10, 6] = add(%x.100, %v.5)
        %v.7: bool[3, 6, 10, 6] = le(%v.6, %v.1)
        %v.8: f32[3, 6, 10, 6] = select(%v.7, %v.1, %v.6)
        %v.9: f32[3, 3, 10, 6] = slice %v.8 axis 1 from 0 size 3 stride 2
        %v.10: f32[3, 3, 5, 6] = slice %v.9 axis 2 from 0 size 5 stride 2
        %v.11: f32[3, 3, 10, 6] = slice %v.8 axis 1 from 1 size 3 stride 2
        %v.12: f32[3, 3, 5, 6] = slice %v.11 axis 2 from 0 size 5 stride 2
        %v.13: f32[3, 3, 5, 6] = max(%v.10, %v.12)
        %v.14: f32[3, 3, 5, 6] = slice %v.9 axis 2 from 1 size 5 stride 2
        %v.15: f32[3, 3, 5, 6] = slice %v.11 axis 2 from 1 size 5 stride 2
        %v.16: f32[3, 3, 5, 6] = max(%v.14, %v.15)
        %v.17: f32[3, 3, 5, 6] = max(%v.13, %v.16)
        %v.18: bool[3, 3, 5, 6] = ge(%v.13, %v.16)
        %v.19: f32[3, 3, 5, 6] = select(%v.18, %v.3, %v.4)
        %v.20: f32[3, 3, 5, 6] = select(%v.18, %v.4, %v.3)
        %v.21: f32[3, 3, 5, 6] = maskedmul(%w.102, %v.19)
        %v.22: f32[3, 3, 5, 6] = maskedmul(%w.102, %v.20)
        %v.23: bool[3, 3, 5, 6] = ge(%v.14, %v.15)
        %v.24: f32[3, 3, 5, 6] = select(%v.23, %v.3, %v.4)
        %v.25: f32[3, 3, 5, 6] = select(%v.23, %v.4, %v.3)
        %v.26: f32[3, 3, 5, 6] = maskedmul(%v.22, %v.24)
        %v.27: f32[3, 3, 5, 6] = maskedmul(%v.22, %v.25)
        %v.28: bool[3, 3, 5, 6] = ge(%v.10, %v.12)
        %v.29: f32[3, 3, 5, 6] = select(%v.28, %v.3, %v.4)
        %v.30: f32[3, 3, 5, 6] = select(%v.28, %v.4, %v.3)
        %v.31: f32[3, 3, 5, 6] = maskedmul(%v.21, %v.29)
        %v.32: f32[3, 3, 5, 6] = maskedmul(%v.21, %v.30)
        %v.33: f32[3, 3, 5, 1, 6] = reshape %v.32 to [3, 3, 5, 1, 6]
        %v.34: f32[3, 3, 5, 1, 6] = reshape %v.27 to [3, 3, 5, 1, 6]
        %v.35: f32[3, 3, 5, 2, 6] = concat (%v.33, %v.34) axis 3
        %v.36: f32[3, 3, 5, 1, 6] = reshape %v.31 to [3, 3, 5, 1, 6]
        %v.37: f32[3, 3, 5, 1, 6] = reshape %v.26 to [3, 3, 5, 1, 6]
        %v.38: f32[3, 3, 5, 2, 6] = concat (%v.36, %v.37) axis 3
        %v.39: f32[3, 3, 1, 10, 6] = reshape %v.38 to [3, 3, 1, 10, 6]
        %v.40: f32[3, 3, 1, 10, 6] = reshape %v.35 to [3, 3, 1, 10, 6]
        %v.41: f32[3, 3, 2, 10, 6] = concat (%v.39, %v.40) axis 2
        %v.42: f32[3, 6, 10, 6] = reshape %v.41 to [3, 6, 10, 6]
        %v.43: f32[3, 6, 10, 6] = select(%v.7, %v.1, %v.42)
        %p.104: f32[3, 6, 10, 4] = contract %v.43 %m.103 batch 0 summed 1
      } -> (%v.17, %p.104)
      """;

  @ParameterizedTest
  @CsvSource({"f32, 1", "f32, 3", "f32, 6", "f32, 16", "f32, 21", "f32, 40", "f64, 5", "f64, 70"})
  void agreesWithTheEvaluator(String elem, int channels) {
    Block block =
        IrParser.parse(TEXT.replace("f32", elem).replaceAll("6(?=, 4\\]|\\])", "" + channels));
    for (Pace pace : Pace.values()) {
      Kernel kernel = new JvmCompiler(0, pace).compile(block, Target.single());
      Agreement.check(elem + ", " + channels + " channels, " + pace, block, kernel, channels);
    }
  }
}
