package dev.dyn.truffle.nodes;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;

/// Any function of single numbers.
final class CallLine extends LineNode {
  private final ScalarCall call;

  @CompilationFinal(dimensions = 1)
  private final int[] args;

  private final int target;

  CallLine(ScalarCall call, int[] args, int target, Origin origin) {
    super(origin);
    this.call = call;
    this.args = args;
    this.target = target;
  }

  @Override
  void execute(VirtualFrame frame, Registers r) {
    call.run(r, args, target);
  }
}
