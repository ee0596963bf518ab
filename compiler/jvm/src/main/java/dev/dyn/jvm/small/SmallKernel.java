package dev.dyn.jvm.small;

import dev.dyn.compiler.ir.Block;
import dev.dyn.jvm.CompiledClass;
import dev.dyn.jvm.emit.ClassText;
import dev.dyn.jvm.emit.LaneCalls;
import dev.dyn.jvm.emit.ScalarMachine;
import dev.dyn.jvm.emit.VectorMachine;
import dev.dyn.runtime.exec.CompiledKernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Pace;
import dev.dyn.runtime.exec.VectorKernel;
import java.util.List;
import java.util.function.IntFunction;

/// Writes a scalar program as a kernel class: for one member in numbers; for several in vectors,
/// and in numbers too, for the time until the vectors are fast.
final class SmallKernel {
  /// Scalar operations in one method at first; fewer if that turns out too long.
  private static final int LONGEST = 700;

  private static final String NAME = "dev/dyn/jvm/SmallKernel";

  private SmallKernel() {}

  static CompiledClass single(Block block, ScalarProgram program) {
    return shortEnough(LONGEST, longest -> single(block, program, longest));
  }

  private static Attempt single(Block block, ScalarProgram program, int longest) {
    Layout places = new Layout(1);
    SmallFrame frame = SmallFrame.of(block, program, 1, longest, places);
    ClassText text = new ClassText(NAME, CompiledKernel.class);
    new SmallMethods(text, frame, new ScalarMachine(), 1, "").write(Feedback.isPossible(block));
    return new Attempt(text, frame, places, Pace.AT_ONCE);
  }

  static CompiledClass inLanes(
      Block block, ScalarProgram program, VectorPlan plan, int lanes, Pace pace) {
    return shortEnough(
        plan.longest(), longest -> inLanes(block, program, plan, lanes, pace, longest));
  }

  private static Attempt inLanes(
      Block block, ScalarProgram program, VectorPlan plan, int lanes, Pace pace, int longest) {
    Layout places = new Layout(lanes);
    SmallFrame frame = SmallFrame.of(block, program, lanes, longest, places);
    ClassText text = new ClassText(NAME, VectorKernel.class);
    LaneCalls calls = new LaneCalls(text, places, plan.members());
    VectorMachine vectors = new VectorMachine(plan.width(), plan.copies(), calls);
    boolean canIterate = Feedback.isPossible(block);
    new SmallMethods(text, frame, vectors, plan.members(), "Vectors").write(canIterate);
    new SmallMethods(text, frame, ScalarMachine.inLane(), 1, "Numbers").write(canIterate);
    return new Attempt(text, frame, places, pace);
  }

  private record Attempt(ClassText text, SmallFrame frame, Layout places, Pace pace) {
    CompiledClass finish() {
      return new CompiledClass(
          text.name().replace('/', '.'),
          text.bytes(),
          new CompiledKernel.Plan(
              places.finish(), frame.inputs(), frame.outputs(), frame.lanes(), pace),
          new Memory(new double[0], new float[0], new long[0]),
          List.of());
    }
  }

  private static CompiledClass shortEnough(int longest, IntFunction<Attempt> attempts) {
    for (int operations = longest; ; operations /= 2) {
      Attempt attempt = attempts.apply(operations);
      if (attempt.text.longestMethod() < MethodLimit.BYTES || operations < 2) {
        return attempt.finish();
      }
    }
  }
}
