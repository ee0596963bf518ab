package dev.dyn.driver.regions;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.method.FlowSystem;
import dev.dyn.runtime.solve.Start;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// The right-hand side of a region, with what each member starts from. What depends on the
/// environment alone has been taken out of it by the passes over the program.
///
/// @param right kernels belong to it
/// @param states how many
/// @param vectors tangent vectors that all members start with, after their states; often none
record MovingSystem(Block right, Ensemble ensemble, int states, List<Tensor> vectors) {
  MovingSystem(Block right, Ensemble ensemble, int states) {
    this(right, ensemble, states, List.of());
  }

  FlowSystem flow() {
    return new FlowSystem(right);
  }

  /// What members `first` to `end`, exclusive, start from. Members alike in all parameters share
  /// them.
  List<Start> starts(int first, int end) {
    int environment = right.parameters().size() - 1 - vectors.size();
    boolean differs = ensemble.differsWithin(states, environment);
    List<Tensor> shared = ensemble.slice(states, environment, first);
    List<Start> starts = new ArrayList<>(end - first);
    for (int member = first; member < end; member++) {
      List<Tensor> initial = ensemble.slice(0, states, member);
      initial.addAll(vectors);
      List<Tensor> own = differs ? ensemble.slice(states, environment, member) : shared;
      starts.add(new Start(initial, own));
    }
    return starts;
  }
}
