package dev.dyn.runtime.region;

import dev.dyn.runtime.exec.Kernel;
import java.util.List;
import java.util.Optional;

/// The kernels of one region. They may be made when they are asked for; asking twice gives the same
/// one. Safe for use by several threads.
public interface RegionKernels {
  /// A kernel for one member.
  default Kernel single(Role role) {
    return inLanes(role, 1);
  }

  /// A kernel for one member that will run about `times` times: for few times it is not worth
  /// compiling.
  Kernel few(Role role, int times);

  /// A kernel for so many members at once.
  ///
  /// @param lanes 1 or what [#lanes] says
  Kernel inLanes(Role role, int lanes);

  /// How many of `members` a kernel should treat at once; 1 where more do not help.
  int lanes(Role role, int members);

  /// A kernel of the outputs of a system, if it has any.
  default Optional<Kernel> outputs(List<Carried> outputs, int lanes) {
    return outputs.isEmpty() ? Optional.empty() : Optional.of(inLanes(Role.OUTPUTS, lanes));
  }
}
