package dev.dyn.driver;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Var;
import dev.dyn.driver.regions.RegionRunner;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.program.KernelFunction;
import dev.dyn.runtime.program.ProgramCode;
import dev.dyn.runtime.program.TensorFunction;
import dev.dyn.runtime.region.RegionKernels;

/// The code of an experiment, made when it is asked for. Lines go through the engine, or through
/// the evaluator where compiling is not worth it. All give the same bits.
final class CodeOnDemand implements ProgramCode {
  private final PlannedScript script;
  private final EngineKind kind;
  private final RegionRunner regions;
  private final Engine engine;
  private final WorthCompiling worth = WorthCompiling.above(50_000);

  /// @param regions makes kernels, and runs what stands inside lines
  CodeOnDemand(PlannedScript script, EngineKind kind, Engine engine, RegionRunner regions) {
    this.script = script;
    this.kind = kind;
    this.regions = regions;
    this.engine = engine;
  }

  @Override
  public TensorFunction lines(int number) {
    Block block = script.lines().get(number);
    boolean isForEngine =
        KnownSizes.in(block) && (kind == EngineKind.INTERPRETER || worth.is(work(block)));
    return isForEngine
        ? new KernelFunction(engine.compile(block, 1))
        : arguments -> regions.evaluator().run(block, arguments);
  }

  @Override
  public RegionKernels kernels(int number) {
    return regions.kernels(script.regions().get(number));
  }

  @Override
  public Kernel loopBody(int number) {
    PlannedScript.Turn turn = script.loopBodies().get(number);
    return engine.compileBody(turn.body(), turn.carried());
  }

  private static long work(Block block) {
    long work = 0;
    for (Let let : block.lets()) {
      for (Var target : let.targets()) {
        work += target.type().count().value();
      }
      if (let.op() instanceof Region.Scan scan) {
        work += scan.length().value() * scan.body().lets().size();
      }
    }
    return work;
  }
}
