package dev.dyn.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.op.ElementaryFunctions;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Pace;
import dev.dyn.runtime.tensor.Elem;
import org.junit.jupiter.api.Test;

/// Once compiled, kernels allocate nothing: vectors stay in registers.
final class AllocationTest {
  /// HotSpot compiles in the background; how long that takes depends on what else the machine does.
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  @Test
  void singleTrajectory() {
    check(Programs.lorenzRk4(Elem.F64), Target.single());
  }

  @Test
  void trajectoriesInLanes() {
    check(Programs.lorenzRk4(Elem.F64), Target.lanes(16));
    check(Programs.lorenzRk4(Elem.F32), Target.lanes(32));
  }

  @Test
  void loopsOverArrays() {
    check(Programs.kuramoto(100, ElementaryFunctions.SIN), Target.single());
  }

  private static void check(Block block, Target target) {
    Kernel kernel =
        new JvmCompiler(JvmCompiler.SMALL_OPERATIONS, Pace.AT_ONCE).compile(block, target);
    Memory memory = Memory.of(kernel.layout());
    long end = System.nanoTime() + PATIENCE_NANOS;
    long allocated = round(kernel, memory);
    while (allocated > 0 && System.nanoTime() < end) {
      allocated = round(kernel, memory);
    }
    assertEquals(0, allocated, "bytes allocated by 2,000 rounds");
  }

  private static long round(Kernel kernel, Memory memory) {
    long before = Clock.allocated();
    for (int k = 0; k < 100; k++) {
      kernel.run(memory);
      kernel.iterate(memory, 20);
    }
    return Clock.allocated() - before;
  }
}
