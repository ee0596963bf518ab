package dev.dyn.runtime.data.input;

import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.Arrays;

/// Columns of a table that become one tensor, row after row.
final class PickedColumns {
  private static final int FIRST_ROWS = 256;

  private final int[] columns;
  private final boolean isVector;
  private double[] values;
  private int size;

  PickedColumns(int[] columns, boolean isVector) {
    this.columns = columns;
    this.isVector = isVector;
    this.values = new double[columns.length * FIRST_ROWS];
  }

  int[] columns() {
    return columns;
  }

  /// How many entries there are after one more row, and how many there is room for.
  boolean isFull() {
    return size + columns.length > values.length;
  }

  /// The number of entries after growing.
  long grown() {
    return Math.max(2L * values.length, columns.length);
  }

  int capacity() {
    return values.length;
  }

  void grow() {
    values = Arrays.copyOf(values, Math.toIntExact(grown()));
  }

  void add(double value) {
    values[size++] = value;
  }

  Tensor tensor() {
    int rows = size / columns.length;
    Shape shape = isVector ? new Shape(rows) : new Shape(rows, columns.length);
    return new Tensor.F64(shape, Arrays.copyOf(values, size));
  }
}
