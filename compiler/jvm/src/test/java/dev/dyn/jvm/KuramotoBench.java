package dev.dyn.jvm;

import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Pace;
import dev.dyn.runtime.math.Elementary;

/// Measures arrays: the right-hand side of the Kuramoto model, a million sines. Run by hand.
final class KuramotoBench {
  private KuramotoBench() {}

  public static void main(String[] args) {
    int n = 1000;
    ScalarFn sine = ScalarFn.scalar("sin", 1).runs(Elementary.class, "sin");
    Kernel kernel =
        new JvmCompiler(JvmCompiler.SMALL_OPERATIONS, Pace.AT_ONCE)
            .compile(Programs.kuramoto(n, sine), Target.single());
    Memory memory = Memory.of(kernel.layout());
    for (int k = 0; k < n; k++) {
      memory.f64()[kernel.inputs().get(0).offset() + k] = 6.28 * ((k * 7919) % n) / n;
      memory.f64()[kernel.inputs().get(1).offset() + k] = k * 1e-3;
    }
    memory.f64()[kernel.inputs().get(2).offset()] = 2;
    for (int round = 0; round < 12; round++) {
      long begin = Clock.nanos();
      for (int k = 0; k < 100; k++) {
        kernel.run(memory);
      }
      double ms = (Clock.nanos() - begin) / 1e8;
      System.out.printf(
          "%.3f ms an evaluation, %s%n", ms, memory.f64()[kernel.outputs().get(0).offset()]);
    }
  }
}
