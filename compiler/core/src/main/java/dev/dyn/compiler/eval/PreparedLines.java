package dev.dyn.compiler.eval;

import dev.dyn.compiler.ir.Constant;
import dev.dyn.compiler.ir.Iota;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Size;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.runtime.lines.Contractions;
import dev.dyn.runtime.lines.ElementLoop;
import dev.dyn.runtime.lines.Entries;
import dev.dyn.runtime.lines.LoopName;
import dev.dyn.runtime.lines.Reduction;
import dev.dyn.runtime.lines.Reductions;
import dev.dyn.runtime.lines.StridedView;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// Finds out once what depends on the sizes of a line alone: kinds, shapes, places. Small tensors
/// then cost little more than their arithmetic. The bits are those of [Evaluator], whose functions
/// do the work.
public final class PreparedLines {
  /// Lists of places are kept up to this length; longer ones are written again for each run, which
  /// is little beside using them.
  private static final int MOST_KEPT = 4096;

  private PreparedLines() {}

  /// `let` with known sizes, if there is a form for it.
  public static Optional<PreparedLine> of(Let let) {
    return switch (let.op()) {
      case Op.Elementwise(var fn, var args)
          when fn.meaning() instanceof ScalarFn.Meaning.StaticMethod method ->
          Optional.of(elementwise(fn, method, args));
      case Reindex.Reshape _ -> {
        Shape shape = let.target().type().shape();
        yield Optional.of(operands -> operands[0].reshaped(shape));
      }
      case Reindex.Transpose(var arg, var order) ->
          Optional.of(viewed(StridedView.transposed(arg.type().shape(), order)));
      case Reindex.Broadcast(var arg, var dims, var axes) ->
          Optional.of(
              viewed(StridedView.broadcast(arg.type().shape(), let.target().type().shape(), axes)));
      case Reindex.Slice(var arg, int axis, var start, var size, int stride) ->
          Optional.of(
              viewed(
                  StridedView.sliced(arg.type().shape(), axis, start.size(), size.size(), stride)));
      case Op.Reduce(var fn, var arg, var axes) -> Optional.of(reduce(fn.meaning(), arg, axes));
      case Op.Contract(_, _, int batch, int summed) ->
          Optional.of(operands -> Contractions.run(operands[0], operands[1], batch, summed));
      case Constant _,
          Iota _,
          Size _,
          Op.Elementwise _,
          Reindex.Pad _,
          Reindex.Gather _,
          Reindex.Scatter _,
          Reindex.Concat _,
          Op.ArrayCall _,
          Op.Draw _,
          Region _ ->
          Optional.empty();
    };
  }

  private static PreparedLine elementwise(
      ScalarFn fn, ScalarFn.Meaning.StaticMethod method, List<Var> args) {
    List<Elem> kinds = args.stream().map(arg -> arg.type().elem()).toList();
    Shape shape = args.getFirst().type().shape();
    LoopName name = ElementLoops.name(fn, method, kinds);
    ElementLoop loop = ElementLoops.of(name);
    int size = shape.size();
    return operands -> {
      Object[] storages = new Object[operands.length];
      for (int k = 0; k < storages.length; k++) {
        storages[k] = Entries.storage(operands[k]);
      }
      Tensor result = Tensor.zeros(name.result(), shape);
      loop.run(storages, Entries.storage(result), size);
      return result;
    };
  }

  private static PreparedLine viewed(StridedView view) {
    if (view.shape().size() > MOST_KEPT) {
      return operands -> view.of(operands[0]);
    }
    int[] places = view.places();
    return operands -> Entries.take(operands[0], view.shape(), places);
  }

  private static PreparedLine reduce(Reduction fn, Var arg, List<Integer> axes) {
    Shape whole = arg.type().shape();
    if (!Reductions.areInnermost(whole.rank(), axes)) {
      return operands -> Reductions.run(fn, operands[0], axes);
    }
    Shape shape = Reductions.kept(whole, axes);
    int n = Reductions.reduced(whole, axes);
    return operands -> Reductions.runs(fn, operands[0], shape, n);
  }
}
