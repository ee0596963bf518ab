package dev.dyn.truffle.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.ir.Let;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A line on whole tensors. What it computes is what the evaluator says.
final class TensorLine extends LineNode {
  private final Evaluator evaluator;
  private final Let let;
  private final List<Place> operands;
  private final List<Place> targets;

  TensorLine(
      Evaluator evaluator, Let let, List<Place> operands, List<Place> targets, Origin origin) {
    super(origin);
    this.evaluator = evaluator;
    this.let = let;
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
    List<Tensor> results = evaluator.line(let, values);
    for (int k = 0; k < targets.size(); k++) {
      targets.get(k).write(r, results.get(k));
    }
  }
}
