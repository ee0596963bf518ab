package dev.dyn.truffle.nodes;

/// Applies one function to single numbers in registers.
@FunctionalInterface
interface ScalarCall {
  /// @param args where the arguments are, each in the array of its kind
  /// @param target where the result goes, in the array of its kind
  void run(Registers r, int[] args, int target);
}
