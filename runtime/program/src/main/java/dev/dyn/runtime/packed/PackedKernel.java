package dev.dyn.runtime.packed;

import dev.dyn.runtime.exec.CompiledKernel;
import dev.dyn.runtime.exec.LoopCall;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import java.util.List;

/// How a kernel is made.
public sealed interface PackedKernel {
  /// Of a class file in the JAR.
  record Generated(
      String className, CompiledKernel.Plan plan, Memory constants, List<PackedLoop> loops)
      implements PackedKernel {
    public Generated {
      loops = List.copyOf(loops);
    }
  }

  /// For several members, of a kernel for one.
  record Repeated(int kernel, int lanes) implements PackedKernel {}

  /// A loop that a generated kernel calls; the body is a kernel by its number.
  record PackedLoop(LoopCall.Plan plan, int body, List<Slot> from, List<Slot> to) {
    public PackedLoop {
      from = List.copyOf(from);
      to = List.copyOf(to);
    }
  }
}
