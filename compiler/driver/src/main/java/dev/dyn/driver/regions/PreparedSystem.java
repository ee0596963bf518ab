package dev.dyn.driver.regions;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.method.FlowSystem;
import dev.dyn.runtime.solve.Start;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The right-hand side of a region, with what each member starts from.
///
/// What depends on the environment alone has been computed once for each member and is a part of its environment.
///
/// @param main the right-hand side without that; kernels belong to it
/// @param vectors tangent vectors that all members start with, after their states; often none
/// @param hoisted values computed beforehand, for each member or, if they are alike, once
record PreparedSystem(
    Block main, Ensemble ensemble, int states, List<Tensor> vectors, List<List<Tensor>> hoisted) {

  Block owner() {
    return main;
  }

  FlowSystem flow() {
    return new FlowSystem(main);
  }

  PreparedSystem withVectors(List<Tensor> other) {
    return new PreparedSystem(main, ensemble, states, other, hoisted);
  }

  /// What members `first` to `end`, exclusive, start from.
  List<Start> starts(int first, int end) {
    return IntStream.range(first, end).mapToObj(this::start).toList();
  }

  private Start start(int member) {
    List<Tensor> initial = new ArrayList<>(ensemble.slice(0, states, member));
    initial.addAll(vectors);
    int environmentSize = main.parameters().size() - 1 - states - vectors.size() - extra();
    List<Tensor> given = ensemble.slice(states, states + environmentSize, member);
    List<Tensor> environment = new ArrayList<>(given);
    environment.addAll(hoisted.get(hoisted.size() == 1 ? 0 : member));
    return new Start(initial, environment, given);
  }

  private int extra() {
    return hoisted.getFirst().size();
  }
}
