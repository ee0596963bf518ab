package dev.dyn.runtime.region;

import dev.dyn.runtime.solve.Start;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// What a crew starts from: the states of its members one after the other in every tensor, and the
/// environment alike where it differs between members.
///
/// @param states how many
/// @param environment how many operands follow them
/// @param size of a crew; one that is not full repeats its last member
record CrewStart(Ensemble ensemble, int states, int environment, int size) {
  /// What members `first` to `end`, exclusive, start from.
  Start of(int first, int end) {
    int after = states + environment;
    if (size == 1) {
      return new Start(ensemble.slice(0, states, first), ensemble.slice(states, after, first));
    }
    List<Tensor> moving = new ArrayList<>();
    for (int k = 0; k < states; k++) {
      moving.add(stacked(k, first, end));
    }
    List<Tensor> around = new ArrayList<>();
    for (int k = states; k < after; k++) {
      around.add(ensemble.differs().get(k) ? stacked(k, first, end) : ensemble.operands().get(k));
    }
    return new Start(moving, around);
  }

  private Tensor stacked(int position, int first, int end) {
    Tensor model = ensemble.operand(position, first);
    int width = model.size();
    Shape shape = model.shape().under(size);
    Tensor all = Tensor.zeros(model.elem(), shape);
    for (int m = 0; m < size; m++) {
      copy(ensemble.operand(position, Math.min(first + m, end - 1)), all, m * width, width);
    }
    return all;
  }

  private static void copy(Tensor from, Tensor to, int at, int count) {
    switch (to) {
      case Tensor.F64(_, double[] v) when from instanceof Tensor.F64(_, double[] own) ->
          System.arraycopy(own, 0, v, at, count);
      case Tensor.F32(_, float[] v) when from instanceof Tensor.F32(_, float[] own) ->
          System.arraycopy(own, 0, v, at, count);
      case Tensor.I64(_, long[] v) when from instanceof Tensor.I64(_, long[] own) ->
          System.arraycopy(own, 0, v, at, count);
      case Tensor.Bool(_, long[] v) when from instanceof Tensor.Bool(_, long[] own) ->
          System.arraycopy(own, 0, v, at, count);
      case Tensor _ -> throw new IllegalStateException("members of different kinds");
    }
  }
}
