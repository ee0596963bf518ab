package dev.dyn.jvm;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Pace;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;

/// Measures small state: one Lorenz trajectory, and 10,000 of them in lanes. Run by hand.
final class LorenzBench {
  private LorenzBench() {}

  public static void main(String[] args) {
    JvmCompiler compiler = new JvmCompiler(JvmCompiler.SMALL_OPERATIONS, Pace.AT_ONCE);
    var block = Programs.lorenzRk4(Elem.F64);
    Kernel single = compiler.compile(block, Target.single());
    Memory memory = Memory.of(single.layout());
    for (int round = 0; round < 6; round++) {
      start(single, memory, 0, 1);
      long begin = Clock.nanos();
      single.iterate(memory, 1_000_000);
      double ns = (Clock.nanos() - begin) / 1e6;
      System.out.printf("single: %.1f ns a step, x = %s%n", ns, memory.f64()[0]);
    }
    int lanes = compiler.preferredLanes(block);
    Kernel many = compiler.compile(block, Target.lanes(lanes));
    Memory lanesMemory = Memory.of(many.layout());
    for (int round = 0; round < 8; round++) {
      long begin = Clock.nanos();
      for (int member = 0; member < 10_000; member += lanes) {
        for (int lane = 0; lane < lanes; lane++) {
          start(many, lanesMemory, lane, lanes);
        }
        many.iterate(lanesMemory, 1000);
      }
      double ms = (Clock.nanos() - begin) / 1e6;
      System.out.printf("%d lanes: %.1f ms for 10,000 x 1,000 steps%n", lanes, ms);
    }
  }

  private static void start(Kernel kernel, Memory memory, int lane, int lanes) {
    double[] values = {1 + lane * 1e-3, 1, 1, 0.01};
    for (int k = 0; k < 4; k++) {
      memory.writeLane(kernel.inputs().get(k), lane, lanes, Tensor.of(values[k]));
    }
  }
}
