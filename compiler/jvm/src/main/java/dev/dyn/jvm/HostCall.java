package dev.dyn.jvm;

import dev.dyn.compiler.ir.Block;
import dev.dyn.runtime.exec.LoopCall;
import dev.dyn.runtime.exec.Slot;
import java.util.List;

/// What a generated kernel calls as an object that it is given.
public sealed interface HostCall {
  /// A loop over a body that is a class of its own.
  record Loop(LoopCall.Plan plan, CompiledClass body, List<Slot> from, List<Slot> to)
      implements HostCall {
    public Loop {
      from = List.copyOf(from);
      to = List.copyOf(to);
    }
  }

  /// A line that is left to the evaluator.
  record Line(Block line, List<Slot> from, List<Slot> to) implements HostCall {
    public Line {
      from = List.copyOf(from);
      to = List.copyOf(to);
    }
  }
}
