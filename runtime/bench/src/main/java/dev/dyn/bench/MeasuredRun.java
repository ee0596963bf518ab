package dev.dyn.bench;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.driver.JvmEngine;
import dev.dyn.driver.PlannedScript;
import dev.dyn.driver.ScriptPlan;
import dev.dyn.driver.regions.RegionRunner;
import dev.dyn.jvm.JvmCompiler;
import dev.dyn.runtime.checkpoint.Checkpoints;
import dev.dyn.runtime.checkpoint.Place;
import dev.dyn.runtime.checkpoint.Turn;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.program.Arguments;
import dev.dyn.runtime.program.ProgramCode;
import dev.dyn.runtime.program.ProgramRun;
import dev.dyn.runtime.program.RunListener;
import dev.dyn.runtime.program.TensorFunction;
import dev.dyn.runtime.region.RegionKernels;
import dev.dyn.runtime.solve.Progress;
import dev.dyn.runtime.solve.Workers;
import dev.dyn.runtime.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.List;
import java.util.Optional;

/// A whole run of an experiment, as the command line does it, that looks at the heap between the
/// turns of its training: what the run holds then it holds inside of the turns too, because they
/// allocate nothing.
final class MeasuredRun implements Checkpoints {
  private static final MemoryMXBean HEAP = ManagementFactory.getMemoryMXBean();

  private long turns;
  private long most;

  private MeasuredRun() {}

  /// The most bytes in use after any of the turns, beyond those in use when the program had been
  /// read and planned.
  static long taken(String program, int steps) {
    MeasuredRun measured = new MeasuredRun();
    PlannedScript planned = ScriptPlan.of(Program.script(program, steps));
    long before = live();
    RegionRunner regions = new RegionRunner(JvmEngine::new, new Workers(1), Progress.NONE);
    Optional<RunFailure> failure =
        new ProgramRun(
                planned.program(),
                new Code(planned, regions.evaluator()),
                regions.drivers(),
                false,
                Arguments.NONE,
                measured,
                RunListener.silent())
            .execute();
    if (failure.isPresent() || measured.turns != steps) {
      throw new IllegalStateException(program + " did not train as it should: " + failure);
    }
    return measured.most - before;
  }

  /// The bytes in use.
  private static long live() {
    long least = Long.MAX_VALUE;
    for (int k = 0; k < 4; k++) {
      System.gc();
      least = Math.min(least, HEAP.getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  /// What the command line does with an experiment that has nothing but lines and long loops.
  private record Code(PlannedScript planned, Evaluator evaluator) implements ProgramCode {
    @Override
    public TensorFunction lines(int number) {
      return arguments -> evaluator.run(planned.lines().get(number), arguments);
    }

    @Override
    public RegionKernels kernels(int number) {
      throw new IllegalStateException("a training is no simulation");
    }

    @Override
    public Kernel loopBody(int number) {
      PlannedScript.Turn turn = planned.loopBodies().get(number);
      return new JvmCompiler().compileTurn(turn.body(), turn.carried());
    }
  }

  @Override
  public boolean areKept() {
    return true;
  }

  @Override
  public Optional<List<Tensor>> results(Place place) {
    return Optional.empty();
  }

  @Override
  public void finished(Place place, List<Tensor> results, long nanos) {}

  @Override
  public Optional<Turn> underWay(Place place) {
    return Optional.empty();
  }

  @Override
  public boolean areDue() {
    turns++;
    most = Math.max(most, live());
    return false;
  }

  @Override
  public void keep(Place place, Turn turn) {}
}
