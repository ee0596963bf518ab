package dev.dyn.truffle;

import com.oracle.truffle.api.TruffleLanguage;
import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.ir.Block;
import dev.dyn.driver.Engine;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.truffle.nodes.InterpretedKernel;
import dev.dyn.truffle.nodes.Origins;
import java.util.Optional;

/// The engine `interpreter`: blocks become trees of nodes that call the functions of the rows, one
/// member at a time.
///
/// @param language the language of the context in which tools may look at the nodes, if there is
///   one
/// @param evaluator runs lines on whole tensors, and regions
/// @param origins knows the text that a line stems from
public record TruffleEngine(
    Optional<TruffleLanguage<?>> language, Evaluator evaluator, Origins origins) implements Engine {
  /// An engine without a context.
  public TruffleEngine(Evaluator evaluator) {
    this(Optional.empty(), evaluator, Origins.NONE);
  }

  @Override
  public Kernel compile(Block block, int lanes) {
    if (lanes != 1) {
      throw new IllegalArgumentException("the interpreter runs one member at a time, not " + lanes);
    }
    return new InterpretedKernel(language, block, evaluator, origins);
  }

  @Override
  public int preferredLanes(Block block) {
    return 1;
  }
}
