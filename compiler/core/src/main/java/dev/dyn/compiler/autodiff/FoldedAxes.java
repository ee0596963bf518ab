package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.List;

/// Brings the axes that a reduction removes together as one last axis, and back: `[kept…, folded]`.
final class FoldedAxes {
  private final Builder b;
  private final List<Dim> ordered;
  private final List<Integer> order;
  private final int kept;

  FoldedAxes(Builder b, Type type, List<Integer> axes) {
    this.b = b;
    order = new ArrayList<>(Builder.otherAxes(type.rank(), axes));
    kept = order.size();
    order.addAll(axes);
    ordered = order.stream().map(type::dim).toList();
  }

  Var fold(Var x) {
    return b.reshape(b.transpose(x, order), foldedDims());
  }

  Var unfold(Var x) {
    List<Integer> back = new ArrayList<>();
    for (int axis = 0; axis < order.size(); axis++) {
      back.add(order.indexOf(axis));
    }
    return b.transpose(b.reshape(x, ordered), back);
  }

  /// The number of axes that are kept.
  int kept() {
    return kept;
  }

  /// The extent of the folded axis.
  Dim folded() {
    return Dim.product(ordered.subList(kept, ordered.size()));
  }

  List<Dim> foldedDims() {
    List<Dim> dims = new ArrayList<>(ordered.subList(0, kept));
    dims.add(folded());
    return dims;
  }
}
