package dev.dyn.jvm;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.IrParser;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Pace;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Loops inside of a loop that the kernel writes itself: there and back through the steps of a
/// network with few outputs, as a step of training goes.
final class TurnsTest {
  /// With 13 rows and 3 columns. One loop carries what it also stacks, and one takes from the last
  /// row to the first what the other has stacked.
  private static final String TEXT =
      """
      block (%x.100: f32[13, 3], %rows.101: f32[5, 13, 3], %w.102: f32[3, 20], %v.103: f32[20, 3]) {
        %x.0: f32[13, 3], %all.1: f32[4, 13, 3] = scan length 4 scanned () states (%x.100) environment (%rows.101, %w.102, %v.103) {
          block (%x.10: f32[13, 3], %rows.11: f32[5, 13, 3], %w.12: f32[3, 20], %v.13: f32[20, 3]) {
            %x.20: f32[13, 3], %x.21: f32[5, 13, 3], %t.22: f32[5, 13, 20] = scan length 5 scanned (%rows.11) states (%x.10) environment (%w.12, %v.13) {
              block (%x.30: f32[13, 3], %row.31: f32[13, 3], %w.32: f32[3, 20], %v.33: f32[20, 3]) {
                %z.34: f32[13, 20] = contract %x.30 %w.32 batch 0 summed 1
                %t.35: f32[13, 20] = tanh(%z.34)
                %y.36: f32[13, 3] = contract %t.35 %v.33 batch 0 summed 1
                %y.37: f32[13, 3] = add(%y.36, %row.31)
              } -> (%y.37, %x.30, %t.35)
            }
            %t.23: f32[5, 13, 20] = slice %t.22 axis 0 from 4 size 5 stride -1
            %o.60: f32 = constant 0.5
            %t.28: f32[13, 20] = broadcast %o.60 to [13, 20] along []
            %c.24: f32[3, 20] = transpose %v.13 by [1, 0]
            %c.25: f32[20, 3] = transpose %w.12 by [1, 0]
            %g.26: f32[13, 3], %s.27: f32[13, 20] = scan length 5 scanned (%t.23) states (%x.20, %t.28) environment (%c.24, %c.25) {
              block (%g.40: f32[13, 3], %s.41: f32[13, 20], %t.42: f32[13, 20], %v.43: f32[3, 20], %w.44: f32[20, 3]) {
                %d.45: f32[13, 20] = contract %g.40 %v.43 batch 0 summed 1
                %d.46: f32[13, 20] = mul(%d.45, %t.42)
                %s.47: f32[13, 20] = add(%s.41, %d.46)
                %g.48: f32[13, 3] = contract %d.46 %w.44 batch 0 summed 1
              } -> (%g.48, %s.47)
            }
            %m.29: f32[13, 3] = contract %s.27 %c.25 batch 0 summed 1
            %n.50: f32[13, 3] = add(%m.29, %g.26)
            %n.51: f32[13, 3] = sin(%n.50)
          } -> (%n.51, %x.20)
        }
      } -> (%x.0, %all.1)
      """;

  private static Block block(String elem, int rows, int columns) {
    return IrParser.parse(
        TEXT.replace("f32", elem)
            .replaceAll("(?<=\\[|, )3(?=,|\\])", "" + columns)
            .replaceAll("(?<=\\[|, )13(?=,|\\])", "" + rows));
  }

  @ParameterizedTest
  @CsvSource({
    "f32, 13, 3",
    "f32, 20, 2",
    "f32, 5, 4",
    "f32, 31, 2",
    "f32, 3, 2",
    "f64, 13, 3",
    "f64, 24, 4"
  })
  void givesWhatTheEvaluatorGives(String elem, int rows, int columns) {
    Block block = block(elem, rows, columns);
    for (Pace pace : Pace.values()) {
      Kernel kernel = new JvmCompiler(0, pace).compile(block, Target.single());
      Agreement.check("turns " + elem + " " + pace, block, kernel, 5);
    }
  }

  @Test
  void loopsInLoopsAreWrittenIntoTheKernel() {
    CompiledClass outer = new JvmCompiler(0, Pace.AT_ONCE).compileClass(block("f32", 13, 3));
    assertTrue(outer.calls().getFirst() instanceof HostCall.Loop, "the outer loop is a call");
    HostCall.Loop loop = (HostCall.Loop) outer.calls().getFirst();
    assertTrue(loop.body().calls().isEmpty(), "the loops in it are not");
    String text = new String(loop.body().bytes(), StandardCharsets.ISO_8859_1);
    assertFalse(text.contains("LoopCall"));
  }
}
