package dev.dyn.driver.parquet;

import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;

/// Columns that become one tensor: `[n]` of one column, `[n, k]` of several.
record PickedCells(Tensor tensor, int width) {
  static PickedCells of(List<ParquetColumn> columns, int rows, boolean isVector) {
    Shape shape = isVector ? new Shape(rows) : new Shape(rows, columns.size());
    return new PickedCells(Tensor.zeros(elem(columns), shape), columns.size());
  }

  /// Several columns are a matrix to compute with, as `csv` gives it; a single one, such as of
  /// labels, keeps what it is.
  private static Elem elem(List<ParquetColumn> columns) {
    return switch (columns.getFirst().kind()) {
      case CellKind.Whole _ when columns.size() == 1 -> Elem.I64;
      case CellKind.Truth _ when columns.size() == 1 -> Elem.BOOL;
      case CellKind.Whole _, CellKind.Truth _, CellKind.Real _, CellKind.Other _ -> Elem.F64;
    };
  }

  /// Takes the cells of one of the columns.
  interface Column {
    void set(int row, long whole);

    void set(int row, double real);
  }

  Column column(int number) {
    return new Column() {
      @Override
      public void set(int row, long whole) {
        int at = row * width + number;
        switch (tensor) {
          case Tensor.I64 t -> t.values()[at] = whole;
          case Tensor.Bool t -> t.values()[at] = whole;
          case Tensor.F64 t -> t.values()[at] = whole;
          case Tensor.F32 t -> t.values()[at] = whole;
        }
      }

      @Override
      public void set(int row, double real) {
        int at = row * width + number;
        switch (tensor) {
          case Tensor.F64 t -> t.values()[at] = real;
          case Tensor.F32 t -> t.values()[at] = (float) real;
          case Tensor.I64 _, Tensor.Bool _ ->
              throw new IllegalStateException("a column of reals in " + tensor.elem());
        }
      }
    };
  }
}
