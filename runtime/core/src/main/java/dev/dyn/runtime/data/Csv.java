package dev.dyn.runtime.data;

import dev.dyn.runtime.results.Columns;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import dev.dyn.runtime.text.Shortest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Tables as comma-separated values (RFC 4180, UTF-8): a line of names, then a line a row.
///
/// The outermost axis of each tensor runs over the rows; further axes become columns `name[i]`,
/// `name[i, j]`. Numbers read back to the same bits; what is not finite is `nan`, `inf`, `-inf`.
public final class Csv {
  private static final String LINE_END = "\r\n";

  private Csv() {}

  /// Writes a table.
  ///
  /// @throws IllegalArgumentException if the columns differ in length, see `Columns.isTable`
  public static void write(Columns table, OutputStream to) throws IOException {
    if (!table.isTable()) throw new IllegalArgumentException("columns of different length");
    Writer out = new OutputStreamWriter(to, StandardCharsets.UTF_8);
    out.append(String.join(",", names(table))).append(LINE_END);
    List<Tensor> tensors = List.copyOf(table.tensors().values());
    int rows = tensors.isEmpty() ? 0 : Columns.rows(tensors.getFirst());
    for (int row = 0; row < rows; row++) writeRow(tensors, row, out);
    out.flush();
  }

  private static List<String> names(Columns table) {
    var names = new ArrayList<String>();
    table.tensors().forEach((name, tensor) -> addNames(name, rowShape(tensor), names));
    return names;
  }

  private static void addNames(String name, Shape row, List<String> names) {
    if (row.rank() == 0) {
      names.add(quote(name));
      return;
    }
    int[] strides = row.strides();
    for (int at = 0; at < row.size(); at++) {
      var index = new StringBuilder(name).append('[');
      for (int axis = 0; axis < row.rank(); axis++) {
        if (axis > 0) index.append(", ");
        index.append(at / strides[axis] % row.extent(axis));
      }
      names.add(quote(index.append(']').toString()));
    }
  }

  private static String quote(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
  }

  private static Shape rowShape(Tensor tensor) {
    return tensor.shape().rank() == 0 ? Shape.SCALAR : tensor.shape().inner();
  }

  private static void writeRow(List<Tensor> tensors, int row, Writer out) throws IOException {
    String separator = "";
    for (Tensor tensor : tensors) {
      int width = rowShape(tensor).size();
      for (int i = 0; i < width; i++) {
        out.append(separator).append(cell(tensor, row * width + i));
        separator = ",";
      }
    }
    out.append(LINE_END);
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
