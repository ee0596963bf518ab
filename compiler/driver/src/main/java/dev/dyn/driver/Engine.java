package dev.dyn.driver;

import dev.dyn.compiler.ir.Block;
import dev.dyn.runtime.exec.Kernel;

/// Makes kernels of blocks. All engines give the same bits.
public interface Engine {
  /// A kernel of the closed `block`, whose sizes are known, for `lanes` members at once.
  ///
  /// @param lanes 1 or what [#preferredLanes] says
  Kernel compile(Block block, int lanes);

  /// A kernel of the body of a loop for one member. The first `carried` results may be computed
  /// where the first parameters stand, with one slot as input and output.
  default Kernel compileBody(Block body, int carried) {
    return compile(body, 1);
  }

  /// How many members a kernel of this block should treat at once; 1 where that does not help.
  int preferredLanes(Block block);
}
