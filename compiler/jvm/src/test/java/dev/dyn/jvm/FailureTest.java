package dev.dyn.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.exec.Pace;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Failures of a run say the same, at the same place, as those of the evaluator.
final class FailureTest {
  @Test
  void indexOutsideAnAxis() {
    Names names = new Names();
    Builder b = new Builder(names);
    b.at(42);
    Var x = names.fresh("x", Type.F64.under(Dim.of(10)));
    Var i = names.fresh("i", Type.I64);
    Var y = b.emit("y", new Reindex.Gather(x, List.of(i), 0));
    checkEverywhere(
        b.block(List.of(x, i), List.of(y)), Tensor.vector(new double[10]), Tensor.of(12L));
  }

  @Test
  void divisionOfAnIntegerByZero() {
    Names names = new Names();
    Builder b = new Builder(names);
    b.at(7);
    Var i = names.fresh("i", Type.I64);
    Block block = b.block(List.of(i), List.of(b.call(Scalars.IDIV, b.integer(3), i)));
    checkEverywhere(block, Tensor.of(0L));
  }

  @Test
  void sizesThatAreNotKnownAreNotCompiled() {
    Names names = new Names();
    Builder b = new Builder(names);
    Var x = names.fresh("x", Type.F64.under(Dim.named("n")));
    Block block = b.block(List.of(x), List.of(b.neg(x)));
    Unsupported refused =
        assertThrows(
            Unsupported.class,
            () ->
                new JvmCompiler(JvmCompiler.SMALL_OPERATIONS, Pace.AT_ONCE)
                    .compile(block, Target.single()));
    assertEquals("`x`, whose size f64[n] is not known", refused.what());
  }

  @Test
  void moreEntriesThanAnArrayHoldsAreNotCompiled() {
    Names names = new Names();
    Builder b = new Builder(names);
    Var x = names.fresh("x", Type.F64);
    Var wide = b.broadcast(x, List.of(Dim.of(70_000), Dim.of(70_000)), List.of());
    Block block = b.block(List.of(x), List.of(b.neg(wide)));
    assertThrows(Unsupported.class, () -> new JvmCompiler().compile(block, Target.single()));
  }

  private static void checkEverywhere(Block block, Tensor... arguments) {
    for (int small : List.of(0, JvmCompiler.SMALL_OPERATIONS)) {
      for (int lanes : List.of(1, 16)) {
        String name = small + " operations, " + lanes + " lanes";
        var kernel = new JvmCompiler(small, Pace.AT_ONCE).compile(block, Target.lanes(lanes));
        Agreement.check(name, block, kernel, _ -> List.of(arguments));
      }
    }
  }
}
