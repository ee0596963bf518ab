package dev.dyn.truffle.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// A line on whole tensors. What it computes is what the evaluator says.
final class TensorLine extends LineNode {
  private final UnaryOperator<List<Tensor>> line;
  private final List<Place> operands;
  private final List<Place> targets;

  TensorLine(
      UnaryOperator<List<Tensor>> line, List<Place> operands, List<Place> targets, Origin origin) {
    super(origin);
    this.line = line;
    this.operands = operands;
    this.targets = targets;
  }

  @Override
  void execute(VirtualFrame frame, Registers r) {
    run(r);
  }

  @TruffleBoundary
  private void run(Registers r) {
    List<Tensor> values = new ArrayList<>(operands.size());
    for (Place operand : operands) {
      values.add(operand.read(r));
    }
    List<Tensor> results = line.apply(values);
    for (int k = 0; k < targets.size(); k++) {
      targets.get(k).write(r, results.get(k));
    }
  }
}
