package dev.dyn.compiler.eval;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Region;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.lines.ElementLoop;
import dev.dyn.runtime.lines.LineHost;
import dev.dyn.runtime.lines.LineKernel;
import dev.dyn.runtime.lines.LineWalk;
import dev.dyn.runtime.lines.LineWork;
import dev.dyn.runtime.lines.LoopName;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Runs blocks line by line on tensors, as [dev.dyn.runtime.lines]. This is the meaning of the IR;
/// compiled code has to give the same bits.
///
/// An evaluator keeps nothing between runs, and may be used by several threads if its [Regions]
/// may.
public final class Evaluator {
  private final Regions regions;

  /// An evaluator that leaves simulations and the like to `regions`.
  public Evaluator(Regions regions) {
    this.regions = regions;
  }

  /// The results of `block` on `arguments`, one for each parameter.
  ///
  /// @throws dev.dyn.runtime.exec.RunFailure for what only the run can know, such as an index out
  ///   of range
  /// @throws IllegalArgumentException if the arguments do not have the types of the parameters
  public List<Tensor> run(Block block, List<Tensor> arguments) {
    return prepared(block).apply(arguments);
  }

  /// `block` as a function of its parameters, for many runs.
  public UnaryOperator<List<Tensor>> prepared(Block block) {
    LineTranslation.Translated lines = LineTranslation.of(block);
    LineWalk walk = new LineWalk(new Host(regions, lines));
    return arguments -> walk.run(lines.block(), arguments);
  }

  /// `let` as a function of its operands, which stand in the order of
  /// [dev.dyn.compiler.ir.Op#operands()]: for engines that keep values in their own way. The line
  /// has known sizes.
  public UnaryOperator<List<Tensor>> prepared(Let let) {
    return prepared(new Block(let.op().operands(), List.of(let), let.targets()));
  }

  /// `block`, whose types must be known, in the form that drivers run.
  public Kernel asKernel(Block block) {
    LineTranslation.Translated lines = LineTranslation.of(block);
    return new LineKernel(new LineWalk(new Host(regions, lines)), lines.block());
  }

  private record Host(Regions driver, LineTranslation.Translated lines) implements LineHost {
    @Override
    public ElementLoop loop(LoopName name) {
      return ElementLoops.of(name);
    }

    @Override
    public List<Tensor> drive(int region, List<Tensor> operands) {
      Let let = lines.regions().get(region);
      return driver.run((Region) let.op(), operands, let.site());
    }

    @Override
    public Optional<List<Tensor>> scan(LineWork.Scan scan, int turns, List<Tensor> operands) {
      return driver.scan(lines.scans().get(scan), turns, operands);
    }
  }
}
