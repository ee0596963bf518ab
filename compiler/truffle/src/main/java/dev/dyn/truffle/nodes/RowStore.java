package dev.dyn.truffle.nodes;

import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;

/// Builds a tensor row by row along a new outermost axis.
///
/// @param elem the kind of the entries
/// @param row the shape of a row
record RowStore(Elem elem, Shape row) {
  /// A tensor of `length` rows, to be filled.
  Tensor begin(int length) {
    return Tensor.zeros(elem, row.under(length));
  }

  /// Makes the value at `from` row `index` of `all`, which is being built.
  void keep(Place from, Registers r, Tensor all, int index) {
    int n = row.size();
    if (!from.isScalar()) {
      System.arraycopy(entries(r.tensors[from.index()]), 0, entries(all), index * n, n);
      return;
    }
    switch (all) {
      case Tensor.F64(_, double[] values) -> values[index] = r.f64[from.index()];
      case Tensor.F32(_, float[] values) -> values[index] = r.f32[from.index()];
      case Tensor.I64(_, long[] values) -> values[index] = r.i64[from.index()];
      case Tensor.Bool(_, long[] values) -> values[index] = r.i64[from.index()];
    }
  }

  private static Object entries(Tensor tensor) {
    return switch (tensor) {
      case Tensor.F64(_, double[] values) -> values;
      case Tensor.F32(_, float[] values) -> values;
      case Tensor.I64(_, long[] values) -> values;
      case Tensor.Bool(_, long[] values) -> values;
    };
  }
}
