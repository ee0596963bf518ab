package dev.dyn.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.eval.Regions;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ElementaryFunctions;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Pace;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Iterating a kernel is evaluating its block again and again.
final class IterateTest {
  private static final int TIMES = 50;

  @Test
  void lorenzInOneMethod() {
    check(
        Programs.lorenzRk4(Elem.F64),
        new JvmCompiler(JvmCompiler.SMALL_OPERATIONS, Pace.AT_ONCE),
        Target.single());
    check(
        Programs.lorenzRk4(Elem.F32),
        new JvmCompiler(JvmCompiler.SMALL_OPERATIONS, Pace.AT_ONCE),
        Target.single());
  }

  @Test
  void lorenzInLanes() {
    check(
        Programs.lorenzRk4(Elem.F64),
        new JvmCompiler(JvmCompiler.SMALL_OPERATIONS, Pace.AT_ONCE),
        Target.lanes(48));
    check(
        Programs.lorenzRk4(Elem.F32),
        new JvmCompiler(JvmCompiler.SMALL_OPERATIONS, Pace.AT_ONCE),
        Target.lanes(32));
  }

  @Test
  void lorenzInLoops() {
    check(Programs.lorenzRk4(Elem.F64), new JvmCompiler(0, Pace.AT_ONCE), Target.single());
    check(Programs.lorenzRk4(Elem.F64), new JvmCompiler(0, Pace.AT_ONCE), Target.lanes(3));
  }

  @Test
  void beforeVectorsAreWarm() {
    JvmCompiler patient = new JvmCompiler();
    check(Programs.lorenzRk4(Elem.F64), patient, Target.lanes(48));
    check(Programs.ring(400), patient, Target.lanes(16));
    check(exchange(), patient, Target.lanes(16));
    check(Programs.ring(400), new JvmCompiler(0, Pace.WHEN_WARM), Target.single());
  }

  @Test
  void longBlocksInSeveralMethods() {
    check(
        Programs.ring(400),
        new JvmCompiler(JvmCompiler.SMALL_OPERATIONS, Pace.AT_ONCE),
        Target.single());
    check(
        Programs.ring(400),
        new JvmCompiler(JvmCompiler.SMALL_OPERATIONS, Pace.AT_ONCE),
        Target.lanes(16));
    check(Programs.ring(400), new JvmCompiler(0, Pace.AT_ONCE), Target.single());
  }

  @Test
  void valuesThatChangePlaces() {
    check(exchange(), new JvmCompiler(JvmCompiler.SMALL_OPERATIONS, Pace.AT_ONCE), Target.single());
    check(
        exchange(), new JvmCompiler(JvmCompiler.SMALL_OPERATIONS, Pace.AT_ONCE), Target.lanes(16));
    check(exchange(), new JvmCompiler(0, Pace.AT_ONCE), Target.single());
  }

  @Test
  void outputsThatDoNotFitTheInputsAreRefused() {
    Names names = new Names();
    Builder b = new Builder(names);
    Var x = names.fresh("x", Type.F64);
    Block block = b.block(List.of(x), List.of(b.call(Scalars.LT, x, x)));
    Kernel kernel =
        new JvmCompiler(JvmCompiler.SMALL_OPERATIONS, Pace.AT_ONCE).compile(block, Target.single());
    Memory memory = Memory.of(kernel.layout());
    assertThrows(UnsupportedOperationException.class, () -> kernel.iterate(memory, 1));
  }

  /// `(x, y, flag, k) → (y, x, not flag, k + 1)`, with work that depends on what does not change.
  private static Block exchange() {
    Names names = new Names();
    Builder b = new Builder(names);
    Var x = names.fresh("x", Type.F64);
    Var y = names.fresh("y", Type.F64);
    Var flag = names.fresh("flag", Type.BOOL);
    Var k = names.fresh("k", Type.I64);
    Var rate = names.fresh("rate", Type.F64);
    Var factor = b.call(ElementaryFunctions.EXP, rate);
    Var next = b.select(flag, b.mul(y, factor), y);
    return b.block(
        List.of(x, y, flag, k, rate),
        List.of(next, x, b.call(Scalars.NOT, flag), b.add(k, b.integer(1))));
  }

  private static void check(Block block, JvmCompiler compiler, Target target) {
    Kernel kernel = compiler.compile(block, target);
    assertEquals(target.lanes(), kernel.lanes());
    int lanes = target.lanes();
    Memory memory = Memory.of(kernel.layout());
    for (int lane = 0; lane < lanes; lane++) {
      List<Tensor> start = arguments(block, lane);
      for (int k = 0; k < start.size(); k++) {
        memory.writeLane(kernel.inputs().get(k), lane, lanes, start.get(k));
      }
    }
    kernel.iterate(memory, 0);
    kernel.iterate(memory, TIMES);
    Evaluator evaluator = new Evaluator(Regions.NONE);
    for (int lane = 0; lane < lanes; lane++) {
      List<Tensor> values = new ArrayList<>(arguments(block, lane));
      for (int time = 0; time < TIMES; time++) {
        List<Tensor> results = evaluator.run(block, values);
        for (int k = 0; k < results.size(); k++) {
          values.set(k, results.get(k));
        }
      }
      for (int k = 0; k < block.results().size(); k++) {
        String name = "lane " + lane + ", result " + k;
        Tensor out = memory.readLane(kernel.outputs().get(k), lane, lanes);
        Tensor in = memory.readLane(kernel.inputs().get(k), lane, lanes);
        Agreement.assertBits(name, values.get(k), out);
        Agreement.assertBits(name + " as input", values.get(k), in);
      }
    }
  }

  private static List<Tensor> arguments(Block block, int lane) {
    return RandomBlock.arguments(block, 1000 + lane).stream().map(IterateTest::tame).toList();
  }

  /// Small finite numbers, so that fifty steps stay finite.
  private static Tensor tame(Tensor tensor) {
    Tensor tame = Tensor.zeros(tensor.elem(), tensor.shape());
    for (int k = 0; k < tensor.size(); k++) {
      double real = tensor.realAt(k);
      double value = Double.isFinite(real) ? real * 0.02 : 0.01;
      switch (tame) {
        case Tensor.F64(_, var v) -> v[k] = value;
        case Tensor.F32(_, var v) -> v[k] = (float) value;
        case Tensor.I64(_, var v) -> v[k] = tensor.intAt(k);
        case Tensor.Bool(_, var v) -> v[k] = tensor.intAt(k);
      }
    }
    return tame;
  }
}
