package dev.dyn.compiler.op;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.arrays.Accumulations;
import dev.dyn.runtime.arrays.Convergence;
import dev.dyn.runtime.arrays.Orthonormal;
import dev.dyn.runtime.arrays.Searches;
import dev.dyn.runtime.arrays.Sorting;
import dev.dyn.runtime.kernel.GramSchmidt;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Sorting, running sums and orthonormal vectors: whole-array functions along one axis. Those of
/// linear algebra stand in [MatrixFunctions].
///
/// Each takes one vector (`orthonormalize` one matrix); further outer axes are a batch.
public final class ArrayFunctions {
  /// The entries in ascending order, -0.0 before +0.0 and NaN last. The derivative moves along with
  /// the entries.
  public static final ArrayFn SORT =
      ArrayRow.named("sort")
          .runs(x -> List.of(Sorting.sorted(x.getFirst())))
          .forward((b, x, _, dx) ->
              List.of(
                  b.emit(
                      "sorted",
                      new Reindex.Gather(dx.getFirst(), List.of(order(b, x.getFirst())), 0))))
          .backward((b, x, _, w) ->
              List.of(
                  b.emit(
                      "unsorted",
                      new Reindex.Scatter(
                          w.getFirst(),
                          List.of(order(b, x.getFirst())),
                          0,
                          x.getFirst().type().dims()))));

  /// The indices that sort; equal entries stay in their order.
  public static final ArrayFn ARGSORT =
      ArrayRow.named("argsort")
          .types(x -> List.of(x.getFirst().withElem(Elem.I64)))
          .runs(x -> List.of(Sorting.order(x.getFirst())))
          .forward((b, x, y, _) -> List.of(b.fill(0, y.getFirst().type())))
          .backward((b, x, _, _) -> List.of(b.fill(0, x.getFirst().type())));

  /// Running sums, one entry after the other.
  public static final ArrayFn CUMSUM =
      ArrayRow.named("cumsum")
          .types(x ->
              List.of(
                  x.getFirst().elem() == Elem.BOOL
                      ? x.getFirst().withElem(Elem.I64)
                      : x.getFirst()))
          .runs(x -> List.of(Accumulations.sums(x.getFirst())))
          .forward((b, _, _, dx) -> List.of(b.array(ArrayFunctions.CUMSUM, dx.getFirst())))
          .backward((b, _, _, w) -> {
            Var fromEnd = b.array(ArrayFunctions.CUMSUM, reversed(b, w.getFirst()));
            return List.of(reversed(b, fromEnd));
          });

  /// Rows `[count, n]` made orthonormal, and the logarithms `[count]` of their lengths; the order
  /// of all operations is that of [GramSchmidt].
  public static final ArrayFn ORTHONORMALIZE =
      ArrayRow.named("orthonormalize")
          .types(x -> {
            Type rows = x.getFirst();
            return List.of(rows, rows.withDims(rows.dims().subList(0, 1)));
          })
          .runs(x -> Orthonormal.rows(x.getFirst()));

  /// The place of the first true entry; a run in which none is true fails.
  public static final ArrayFn FIRST =
      ArrayRow.named("first")
          .types(x -> List.of(Type.I64))
          .runs(x -> List.of(Tensor.of(Searches.firstTrue(x.getFirst()))));

  /// The ranks from 1 in ascending order; equal entries share the mean of theirs.
  public static final ArrayFn RANKS =
      ArrayRow.named("ranks")
          .runs(x -> List.of(Sorting.ranks(x.getFirst())))
          .forward((b, _, y, _) -> List.of(b.fill(0, y.getFirst().type())))
          .backward((b, x, _, _) -> List.of(b.fill(0, x.getFirst().type())));

  /// Its first argument, the result of a search; a run in which the change (second argument) of a
  /// row is larger than its scale times its tolerance fails.
  public static final ArrayFn CONVERGED =
      ArrayRow.named("converged")
          .runs(x -> List.of(Convergence.checked(x.get(0), x.get(1), x.get(2), x.get(3))));

  private ArrayFunctions() {}

  /// All rows, those of linear algebra included.
  public static List<ArrayFn> all() {
    List<ArrayFn> all =
        new ArrayList<>(List.of(SORT, ARGSORT, CUMSUM, ORTHONORMALIZE, FIRST, RANKS, CONVERGED));
    all.addAll(MatrixFunctions.all());
    return List.copyOf(all);
  }

  private static Var order(Builder b, Var x) {
    return b.array(ARGSORT, x);
  }

  private static Var reversed(Builder b, Var x) {
    Dim size = x.type().dim(0);
    return b.slice(x, 0, size.minus(Dim.ONE), size, -1);
  }
}
