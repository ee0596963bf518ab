package dev.dyn.jvm;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.method.AdaptiveSteps;
import dev.dyn.compiler.method.FixedSteps;
import dev.dyn.compiler.method.FlowSystem;
import dev.dyn.compiler.method.MethodLibrary;
import dev.dyn.compiler.method.Tableau;
import dev.dyn.compiler.method.TangentSteps;
import dev.dyn.compiler.op.ElementaryFunctions;
import dev.dyn.compiler.optimize.Passes;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Pace;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;

/// Measures the step blocks that drivers run. Run by hand.
final class StepBench {
  private static final int ROUNDS = Integer.getInteger("rounds", 60);

  private StepBench() {}

  public static void main(String[] args) {
    Tableau rk4 = MethodLibrary.find("rk4").orElseThrow();
    Tableau dopri5 = MethodLibrary.find("dopri5").orElseThrow();
    FlowSystem lorenz = new FlowSystem(Programs.lorenzField());
    attempt(
        "dopri5 attempt, Lorenz",
        new AdaptiveSteps(dopri5, lorenz).attempt(AdaptiveSteps.Stages.DROPPED));
    iterate("rk4 step, Lorenz", FixedSteps.step(rk4, lorenz), 1);
    iterate(
        "rk4 step with three tangents, Lorenz",
        TangentSteps.flow(rk4, new FlowSystem(Programs.lorenzTangents()), 3),
        1);
    iterate("rk4 step, Lorenz", FixedSteps.step(rk4, lorenz), 0);
    iterate("rk4 step, pendulum", FixedSteps.step(rk4, new FlowSystem(pendulum())), 1);
    iterate("rk4 step, pendulum", FixedSteps.step(rk4, new FlowSystem(pendulum())), 0);
    for (int n : List.of(4, 5, 6, 8, 10, 12, 14, 16, 24, 40)) {
      Block step = FixedSteps.step(rk4, new FlowSystem(lorenz96(n)));
      iterate("rk4 step, Lorenz 96 of " + n, step, 1);
      iterate("rk4 step, Lorenz 96 of " + n, step, 0);
    }
  }

  /// Times `run`.
  private static void attempt(String name, Block block) {
    Kernel kernel =
        new JvmCompiler(JvmCompiler.SMALL_OPERATIONS, Pace.AT_ONCE)
            .compile(optimized(block), Target.single());
    Memory memory = start(kernel);
    for (int round = 0; round < ROUNDS; round++) {
      long begin = Clock.nanos();
      for (int k = 0; k < 300_000; k++) {
        kernel.run(memory);
      }
      print(round, name, (Clock.nanos() - begin) / 3e5, 1);
    }
  }

  /// Times `iterate`; with 0 lanes, as many as the back end likes.
  private static void iterate(String name, Block step, int lanes) {
    if (System.getProperty("only") != null && !(name + lanes).matches(System.getProperty("only"))) {
      return;
    }
    Block block = optimized(step);
    JvmCompiler compiler = new JvmCompiler(JvmCompiler.SMALL_OPERATIONS, Pace.AT_ONCE);
    int used = lanes == 0 ? compiler.preferredLanes(block) : lanes;
    Kernel kernel = compiler.compile(block, Target.lanes(used));
    Memory memory = start(kernel);
    for (int round = 0; round < ROUNDS; round++) {
      long allocated = Clock.allocated();
      long begin = Clock.nanos();
      kernel.iterate(memory, 20_000);
      double ns = (Clock.nanos() - begin) / 2e4 / used;
      print(round, name + " (" + (Clock.allocated() - allocated) + " bytes)", ns, used);
    }
  }

  private static void print(int round, String name, double ns, int lanes) {
    if (round == ROUNDS - 1) {
      System.out.printf("%-60s %3d lanes %8.2f ns a member%n", name, lanes, ns);
    }
  }

  private static Block optimized(Block block) {
    int largest =
        block.lets().stream().flatMap(l -> l.targets().stream()).mapToInt(Var::id).max().orElse(0);
    return Passes.standard().run(block, new Names(largest + 1000));
  }

  /// Every real input 0.01, but reals called `h` and the like small enough for the steps to stay
  /// finite.
  private static Memory start(Kernel kernel) {
    Memory memory = Memory.of(kernel.layout());
    kernel.inputs().stream()
        .filter(slot -> slot.elem() == Elem.F64)
        .forEach(slot -> {
          for (int k = 0; k < slot.size() * kernel.lanes(); k++) {
            memory.f64()[slot.offset() + k] = 0.001 * (1 + k % 7);
          }
        });
    return memory;
  }

  /// `(t, q, p) → (p, −sin q)`.
  private static Block pendulum() {
    Names names = new Names();
    Builder b = new Builder(names);
    Var t = names.fresh("t", Type.F64);
    Var q = names.fresh("q", Type.F64);
    Var p = names.fresh("p", Type.F64);
    return b.block(List.of(t, q, p), List.of(p, b.neg(b.call(ElementaryFunctions.SIN, q))));
  }

  /// `x'[i] = (x[i+1] − x[i−2]) x[i−1] − x[i] + 8` in a ring.
  private static Block lorenz96(int n) {
    Names names = new Names();
    Builder b = new Builder(names);
    Var t = names.fresh("t", Type.F64);
    Var x = names.fresh("x", Type.F64.under(Dim.of(n)));
    Var slope = b.mul(b.sub(turned(b, x, 1), turned(b, x, n - 2)), turned(b, x, n - 1));
    return b.block(List.of(t, x), List.of(b.add(b.sub(slope, x), b.fill(8, x.type()))));
  }

  private static Var turned(Builder b, Var x, int by) {
    Dim n = x.type().dim(0);
    Dim start = Dim.of(by);
    return b.concat(
        List.of(b.slice(x, 0, start, n.minus(start), 1), b.slice(x, 0, Dim.ZERO, start, 1)), 0);
  }
}
