package dev.dyn.runtime.data;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.dyn.runtime.results.Columns;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import dev.dyn.runtime.text.Shortest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Tables as comma-separated values (RFC 4180, UTF-8): a line of names, then a line a row.
///
/// The outermost axis of each tensor runs over the rows; further axes become columns `name[i]`,
/// `name[i, j]`. Numbers read back to the same bits; what is not finite is `nan`, `inf`, `-inf`.
public final class Csv {
  private Csv() {}

  /// Writes a table.
  ///
  /// @throws IllegalArgumentException if the columns differ in length, see `Columns.isTable`
  public static void write(Columns table, OutputStream to) throws IOException {
    if (!table.isTable()) throw new IllegalArgumentException("columns of different length");
    // Not closed: what it writes to is the caller's.
    CsvWriter csv = CsvWriter.builder().build(to, StandardCharsets.UTF_8);
    try {
      csv.writeRecord(names(table));
      List<Tensor> tensors = List.copyOf(table.tensors().values());
      int rows = tensors.isEmpty() ? 0 : Columns.rows(tensors.getFirst());
      for (int row = 0; row < rows; row++) writeRow(tensors, row, csv);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    csv.flush();
  }

  private static List<String> names(Columns table) {
    var names = new ArrayList<String>();
    table.tensors().forEach((name, tensor) -> addNames(name, rowShape(tensor), names));
    return names;
  }

  private static void addNames(String name, Shape row, List<String> names) {
    if (row.rank() == 0) {
      names.add(name);
      return;
    }
    int[] strides = row.strides();
    for (int at = 0; at < row.size(); at++) {
      var index = new StringBuilder(name).append('[');
      for (int axis = 0; axis < row.rank(); axis++) {
        if (axis > 0) index.append(", ");
        index.append(at / strides[axis] % row.extent(axis));
      }
      names.add(index.append(']').toString());
    }
  }

  private static Shape rowShape(Tensor tensor) {
    return tensor.shape().rank() == 0 ? Shape.SCALAR : tensor.shape().inner();
  }

  private static void writeRow(List<Tensor> tensors, int row, CsvWriter csv) {
    var line = csv.writeRecord();
    for (Tensor tensor : tensors) {
      int width = rowShape(tensor).size();
      for (int i = 0; i < width; i++) line.writeField(cell(tensor, row * width + i));
    }
    line.endRecord();
  }

  private static String cell(Tensor tensor, int at) {
    return switch (tensor) {
      case Tensor.F64 t -> Shortest.of(t.values()[at]);
      case Tensor.F32 t -> Shortest.of(t.values()[at]);
      case Tensor.I64 t -> Long.toString(t.values()[at]);
      case Tensor.Bool t -> t.values()[at] != 0 ? "true" : "false";
    };
  }
}
