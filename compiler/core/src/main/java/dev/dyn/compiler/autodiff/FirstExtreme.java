package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ReduceFn;
import java.util.List;

/// The derivative of a largest or smallest entry is that of the first entry that has the value: it
/// is picked, or put back.
record FirstExtreme(Builder b, FoldedAxes axes, Var place) {
  /// For a MAX or MIN.
  static FirstExtreme of(Builder b, Op.Reduce op) {
    FoldedAxes axes = new FoldedAxes(b, op.arg().type(), op.axes());
    ReduceFn search = op.fn() == ReduceFn.MAX ? ReduceFn.ARGMAX : ReduceFn.ARGMIN;
    return new FirstExtreme(b, axes, b.reduce(search, op.arg(), op.axes()));
  }

  /// The entries of `x`, of the operand's type, at the extremes.
  Var pick(Var x) {
    return b.emit("d", new Reindex.Gather(axes.fold(x), List.of(place), axes.kept()));
  }

  /// Zeros of the operand's type, with the entries of `w` at the extremes.
  Var put(Var w) {
    return axes.unfold(
        b.emit("w", new Reindex.Scatter(w, List.of(place), axes.kept(), axes.foldedDims())));
  }
}
