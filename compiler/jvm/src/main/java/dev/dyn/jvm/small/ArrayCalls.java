package dev.dyn.jvm.small;

import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.op.ArrayFunctions;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.math.Elementary;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Whole-array functions that are worth spelling out for few entries: `orthonormalize`, which
/// Lyapunov exponents apply after each step. All others stay calls, in the other regime.
record ArrayCalls(ScalarProgram.Writer writer) {
  /// The results, or nothing if the function has no scalar form.
  Optional<List<Entries>> of(Op.ArrayCall call, Entries arg) {
    Elem elem = call.args().getFirst().type().elem();
    return call.fn() == ArrayFunctions.ORTHONORMALIZE && arg.lines().length > 0
        ? Optional.of(orthonormalized(arg, call.batch(), elem))
        : Optional.empty();
  }

  /// Row by row, in the order of `dev.dyn.runtime.kernel.GramSchmidt`.
  private List<Entries> orthonormalized(Entries arg, int batch, Elem elem) {
    int rank = arg.shape().rank();
    int count = arg.shape().extent(rank - 2);
    int n = arg.shape().extent(rank - 1);
    int[] rows = arg.lines().clone();
    int[] logs = new int[rows.length / n];
    for (int first = 0; first < logs.length; first += count) {
      for (int i = first; i < first + count; i++) {
        for (int j = first; j < i; j++) {
          subtractProjection(elem, rows, j * n, i * n, n);
        }
        logs[i] = normalize(elem, rows, i * n, n);
      }
    }
    Shape outer = new Shape(Arrays.copyOf(arg.shape().extents(), batch + 1));
    return List.of(new Entries(arg.shape(), rows), new Entries(outer, logs));
  }

  private void subtractProjection(Elem elem, int[] rows, int earlier, int row, int n) {
    int factor = writer.apply(Method.of(Scalars.NEG, elem), dot(elem, rows, earlier, row, n));
    for (int k = 0; k < n; k++) {
      rows[row + k] =
          writer.apply(Method.of(Scalars.FMA, elem), factor, rows[earlier + k], rows[row + k]);
    }
  }

  /// Divides the row by its length, and gives the logarithm of that.
  private int normalize(Elem elem, int[] rows, int row, int n) {
    int norm = writer.apply(elementary("sqrt", elem), dot(elem, rows, row, row, n));
    for (int k = 0; k < n; k++) {
      rows[row + k] = writer.apply(Method.of(Scalars.DIV, elem), rows[row + k], norm);
    }
    return writer.apply(elementary("log", elem), norm);
  }

  private int dot(Elem elem, int[] rows, int x, int y, int n) {
    int[] products = new int[n];
    for (int k = 0; k < n; k++) {
      products[k] = writer.apply(Method.of(Scalars.MUL, elem), rows[x + k], rows[y + k]);
    }
    return new Reductions(writer).combine(ReduceFn.SUM, elem, products);
  }

  private static Method elementary(String name, Elem elem) {
    return new Method(Elementary.class, name, List.of(elem), elem);
  }
}
