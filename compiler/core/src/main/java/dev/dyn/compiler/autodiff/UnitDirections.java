package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;

/// Writes columns of the identity matrix.
final class UnitDirections {
  private UnitDirections() {}

  /// The columns `from, …, from + columns − 1` of the identity matrix with `rows` rows: `[rows,
  /// columns]`.
  static Var of(Builder b, Dim rows, Dim from, Dim columns, Elem elem) {
    List<Dim> dims = List.of(rows, columns);
    Var row = b.broadcast(b.iota(rows), dims, List.of(0));
    Var column = b.slice(b.iota(from.plus(columns)), 0, from, columns, 1);
    Var same = b.call(Scalars.EQ, row, b.broadcast(column, dims, List.of(1)));
    return b.convert(same, elem);
  }
}
