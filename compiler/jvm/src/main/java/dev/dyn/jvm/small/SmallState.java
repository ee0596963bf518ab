package dev.dyn.jvm.small;

import dev.dyn.compiler.ir.Block;
import dev.dyn.jvm.CompiledClass;
import dev.dyn.jvm.Target;
import dev.dyn.jvm.emit.Machine;
import dev.dyn.jvm.emit.ScalarMachine;
import java.util.Optional;

/// The way through the regime for small state.
public final class SmallState {
  /// Scalar operations in one method at first; fewer if that turns out too long.
  private static final int LONGEST = 700;

  private static final String NAME = "dev/dyn/jvm/SmallKernel";

  private SmallState() {}

  /// The block as a class, unless it has more than `limit` scalar operations or lines without a scalar form.
  public static Optional<CompiledClass> compile(Block block, Target target, int limit) {
    return Scalarize.of(block, limit).map(program -> compile(block, program, target));
  }

  private static CompiledClass compile(Block block, ScalarProgram program, Target target) {
    return SmallKernel.compile(block, program, new OneMember(), 1, LONGEST, NAME);
  }

  public static int preferredLanes(Block block, int limit) {
    return 1;
  }

  private record OneMember() implements SmallKernel.MachineChoice {
    @Override
    public int chunk() {
      return 1;
    }

    @Override
    public Machine machine(int lanes, Layout places) {
      return new ScalarMachine();
    }
  }
}
