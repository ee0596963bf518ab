package dev.dyn.truffle.nodes;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.dyn.compiler.eval.PreparedLine;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;

/// A line on whole tensors of which everything but the numbers is known.
final class PreparedTensorLine extends LineNode {
  private final PreparedLine line;

  @CompilationFinal(dimensions = 1)
  private final Place[] operands;

  private final Place target;

  PreparedTensorLine(PreparedLine line, List<Place> operands, Place target, Origin origin) {
    super(origin);
    this.line = line;
    this.operands = operands.toArray(Place[]::new);
    this.target = target;
  }

  @Override
  void execute(VirtualFrame frame, Registers r) {
    run(r);
  }

  @TruffleBoundary
  private void run(Registers r) {
    Tensor[] values = new Tensor[operands.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = operands[k].read(r);
    }
    target.write(r, line.run(values));
  }
}
