package dev.dyn.runtime.region;

import dev.dyn.runtime.solve.Start;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// What each member of a region starts from. What depends on the environment alone has been taken
/// out of the right-hand side by the passes over the program.
///
/// @param states how many
/// @param environment how many operands the right-hand side takes after the states
/// @param vectors tangent vectors that all members start with, after their states; often none
record MovingSystem(Ensemble ensemble, int states, int environment, List<Tensor> vectors) {
  static MovingSystem of(RegionPlan plan, Ensemble ensemble) {
    return new MovingSystem(ensemble, plan.states().size(), plan.environment(), List.of());
  }

  /// What members `first` to `end`, exclusive, start from. Members alike in all parameters share
  /// them.
  List<Start> starts(int first, int end) {
    int after = states + environment;
    boolean differs = ensemble.differsWithin(states, after);
    List<Tensor> shared = ensemble.slice(states, after, first);
    List<Start> starts = new ArrayList<>(end - first);
    for (int member = first; member < end; member++) {
      List<Tensor> initial = ensemble.slice(0, states, member);
      initial.addAll(vectors);
      List<Tensor> own = differs ? ensemble.slice(states, after, member) : shared;
      starts.add(new Start(initial, own));
    }
    return starts;
  }
}
