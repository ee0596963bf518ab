package dev.dyn.jvm.small;

import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Type;
import dev.dyn.runtime.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.ToIntFunction;

/// The entries of one tensor as lines of a scalar program, row-major.
record Entries(Shape shape, int[] lines) {
  static Entries of(Type type, IntUnaryOperator line) {
    return of(type.shape(), line);
  }

  static Entries of(Shape shape, IntUnaryOperator line) {
    int[] lines = new int[shape.size()];
    for (int k = 0; k < lines.length; k++) {
      lines[k] = line.applyAsInt(k);
    }
    return new Entries(shape, lines);
  }

  /// Entries of `shape`, each given by its index along every axis.
  static Entries at(Shape shape, ToIntFunction<int[]> line) {
    return of(shape, k -> line.applyAsInt(indexOf(shape, k)));
  }

  int at(int... index) {
    int[] strides = shape.strides();
    int place = 0;
    for (int axis = 0; axis < index.length; axis++) {
      place += index[axis] * strides[axis];
    }
    return lines[place];
  }

  Entries reshaped(Shape other) {
    return new Entries(other, lines);
  }

  /// Entry `index` of the outermost axis.
  Entries row(int index) {
    Shape inner = shape.inner();
    int n = inner.size();
    return new Entries(inner, Arrays.copyOfRange(lines, index * n, (index + 1) * n));
  }

  /// The entries of all rows, one after the other.
  static Entries stack(List<Entries> rows, Shape shape) {
    return new Entries(
        shape, rows.stream().flatMapToInt(row -> Arrays.stream(row.lines)).toArray());
  }

  static int[] indexOf(Shape shape, int place) {
    int[] index = new int[shape.rank()];
    for (int axis = index.length - 1; axis >= 0; axis--) {
      index[axis] = place % shape.extent(axis);
      place /= shape.extent(axis);
    }
    return index;
  }

  /// The product of the extents `from..to`.
  static int count(List<Dim> dims, int from, int to) {
    return Dim.product(dims.subList(from, to)).size();
  }
}
