package dev.dyn.jvm.small;

import dev.dyn.compiler.ir.Block;
import dev.dyn.jvm.CompiledClass;
import dev.dyn.jvm.Target;
import dev.dyn.jvm.emit.ClassText;
import dev.dyn.jvm.emit.LaneCalls;
import dev.dyn.jvm.emit.Machine;
import dev.dyn.jvm.emit.ScalarMachine;
import dev.dyn.jvm.emit.VectorMachine;
import java.util.Optional;

/// The way through the regime for small state.
public final class SmallState {
  /// Scalar operations in one method at first; fewer if that turns out too long.
  private static final int LONGEST = 700;

  /// Vector operations in one method. HotSpot gives up inlining in larger ones and then puts every vector into an object.
  private static final int LONGEST_IN_VECTORS = 300;

  private static final String NAME = "dev/dyn/jvm/SmallKernel";

  private SmallState() {}

  /// The block as a class, unless it has more than `limit` scalar operations, lines without a scalar form, or a number of
  /// lanes that fills no vectors.
  public static Optional<CompiledClass> compile(Block block, Target target, int limit) {
    return Scalarize.of(block, limit).flatMap(program -> compile(block, program, target));
  }

  private static Optional<CompiledClass> compile(
      Block block, ScalarProgram program, Target target) {
    if (target.lanes() == 1) {
      return Optional.of(
          SmallKernel.compile(block, program, new OneMember(), 1, LONGEST, NAME));
    }
    VectorPlan plan = plan(block, program);
    if (target.lanes() % plan.width() != 0) {
      return Optional.empty();
    }
    int copies = target.lanes() % plan.members() == 0 ? plan.copies() : 1;
    SmallKernel.MachineChoice choice = new Members(new VectorPlan(plan.width(), copies));
    return Optional.of(
        SmallKernel.compile(
            block, program, choice, target.lanes(), LONGEST_IN_VECTORS / copies, NAME));
  }

  private static VectorPlan plan(Block block, ScalarProgram program) {
    int carried = block.results().size();
    return VectorPlan.of(
        program, Sections.of(program, carried, LONGEST_IN_VECTORS / 2).isOneMethod());
  }

  /// The number of members that a kernel should treat at once, 1 if the block is not small.
  public static int preferredLanes(Block block, int limit) {
    return Scalarize.of(block, limit).map(program -> plan(block, program).members()).orElse(1);
  }

  private record OneMember() implements SmallKernel.MachineChoice {
    @Override
    public int chunk() {
      return 1;
    }

    @Override
    public Machine machine(Layout places, ClassText text) {
      return new ScalarMachine();
    }
  }

  private record Members(VectorPlan plan) implements SmallKernel.MachineChoice {
    @Override
    public int chunk() {
      return plan.members();
    }

    @Override
    public Machine machine(Layout places, ClassText text) {
      LaneCalls calls = new LaneCalls(text, places, plan.width());
      return new VectorMachine(plan.width(), plan.copies(), calls);
    }
  }
}
