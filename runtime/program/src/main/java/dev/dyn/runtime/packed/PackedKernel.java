package dev.dyn.runtime.packed;

import dev.dyn.runtime.exec.CompiledKernel;
import dev.dyn.runtime.exec.LoopCall;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.lines.LineBlock;
import java.util.List;

/// How a kernel is made.
public sealed interface PackedKernel {
  /// Of a class file in the JAR.
  record Generated(
      String className, CompiledKernel.Plan plan, Memory constants, List<PackedCall> calls)
      implements PackedKernel {
    public Generated {
      calls = List.copyOf(calls);
    }
  }

  /// For several members, of a kernel for one.
  record Repeated(int kernel, int lanes) implements PackedKernel {}

  /// Of lines, which are run one after the other.
  record Walked(PackedLines lines) implements PackedKernel {}

  /// What a generated kernel calls.
  sealed interface PackedCall {}

  /// Lines that have no better form, without regions.
  record PackedLine(LineBlock block, List<Slot> from, List<Slot> to) implements PackedCall {
    public PackedLine {
      from = List.copyOf(from);
      to = List.copyOf(to);
    }
  }

  /// A loop; the body is a kernel by its number.
  record PackedLoop(LoopCall.Plan plan, int body, List<Slot> from, List<Slot> to)
      implements PackedCall {
    public PackedLoop {
      from = List.copyOf(from);
      to = List.copyOf(to);
    }
  }
}
