package dev.dyn.jvm.small;

import dev.dyn.compiler.ir.Block;
import dev.dyn.jvm.CompiledClass;
import dev.dyn.jvm.Target;
import dev.dyn.runtime.exec.Pace;
import java.util.List;
import java.util.Optional;

/// The way through the regime for small state.
public final class SmallState {
  /// Rows of so many equal entries are faster, and much sooner compiled, as loops of vectors.
  private static final long LONG = 128;

  /// Results that are inputs or constants are copied in one method; more of them are too long for
  /// it, and faster as loops.
  private static final long MOST_COPIES = 256;

  private SmallState() {}

  /// The block as a class, unless it has more than `limit` scalar operations, lines without a
  /// scalar form, many results that are only copied, or a number of lanes that fills no vectors.
  public static Optional<CompiledClass> compile(Block block, Target target, int limit, Pace pace) {
    if (target.lanes() == 1 && isLong(block)) {
      return Optional.empty();
    }
    return program(block, limit).flatMap(program -> compile(block, program, target, pace));
  }

  private static Optional<CompiledClass> compile(
      Block block, ScalarProgram program, Target target, Pace pace) {
    if (target.lanes() == 1) {
      return Optional.of(SmallKernel.single(block, program));
    }
    VectorPlan plan = VectorPlan.of(block, program);
    if (target.lanes() % plan.width() != 0) {
      return Optional.empty();
    }
    VectorPlan fitting = target.lanes() % plan.members() == 0 ? plan : plan.oneByOne();
    return Optional.of(SmallKernel.inLanes(block, program, fitting, target.lanes(), pace));
  }

  private static boolean isLong(Block block) {
    return !block.results().isEmpty()
        && block.results().stream().allMatch(v -> v.type().count().value() >= LONG);
  }

  private static Optional<ScalarProgram> program(Block block, int limit) {
    return Scalarize.of(block, limit).filter(program -> copies(program) <= MOST_COPIES);
  }

  private static long copies(ScalarProgram program) {
    return program.results().stream()
        .flatMap(List::stream)
        .filter(line -> !(program.lines().get(line) instanceof Instruction.Apply))
        .count();
  }

  /// The number of members that a kernel should treat at once, 1 if the block is not small.
  public static int preferredLanes(Block block, int limit) {
    return program(block, limit).map(program -> VectorPlan.of(block, program).members()).orElse(1);
  }
}
