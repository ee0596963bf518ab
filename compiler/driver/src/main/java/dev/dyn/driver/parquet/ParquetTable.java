package dev.dyn.driver.parquet;

import dev.dyn.runtime.data.input.Budget;
import dev.dyn.runtime.data.input.DataFailure;
import dev.dyn.runtime.data.input.DataFailure.Kind;
import dev.dyn.runtime.data.input.DataFormat;
import dev.dyn.runtime.data.input.Dataset;
import dev.dyn.runtime.data.input.Selection;
import dev.dyn.runtime.data.input.Table;
import dev.dyn.runtime.tensor.Tensor;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.apache.parquet.format.FileMetaData;

/// Reads columns of a Parquet file as tensors, with the same choice of columns as `csv`. A column
/// of integers gives integers, one of booleans truth values, all others reals; a matrix of several
/// columns has reals. Cells without a value are refused, as empty ones are in `csv`.
public final class ParquetTable {
  private final String file;
  private final FileMetaData footer;
  private final List<ParquetColumn> columns;
  private final ColumnCells cells;
  private final Budget budget;

  private ParquetTable(String file, FileMetaData footer, FileChannel channel, Budget budget) {
    this.file = file;
    this.footer = footer;
    this.columns = ParquetColumn.all(footer.getSchema());
    this.cells = new ColumnCells(channel, file, footer);
    this.budget = budget;
  }

  /// @param file names the file in messages
  /// @throws DataFailure if it is no such file, or does not have these columns
  /// @throws IOException if the bytes cannot be had
  public static Dataset read(Path path, String file, DataFormat.Parquet format, Budget budget)
      throws IOException, DataFailure {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      FileMetaData footer = Footer.read(channel, file);
      return new ParquetTable(file, footer, channel, budget).read(format.selection());
    } catch (BrokenTable e) {
      throw damaged(file, e.getMessage());
    } catch (RuntimeException _) {
      // The decoders have no common exception for bytes that make no sense.
      throw damaged(file, "The cells of a column cannot be decoded.");
    }
  }

  private static DataFailure damaged(String file, String why) {
    return DataFailure.of(Kind.DAMAGED, "`" + file + "` is damaged.", why);
  }

  private Dataset read(Selection selection) throws IOException, DataFailure {
    Table table =
        new Table(
            file, columns.size(), Optional.of(columns.stream().map(ParquetColumn::name).toList()));
    SequencedMap<String, int[]> chosen = chosen(selection, table);
    long rows = footer.getNum_rows();
    if (rows == 0 || chosen.isEmpty()) {
      throw DataFailure.of(
          Kind.DAMAGED, "`" + file + "` has no " + (rows == 0 ? "rows" : "columns") + ".");
    }
    requireNumbers(chosen);
    requireMemory(rows, chosen);
    boolean isOne = selection instanceof Selection.Single;
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    for (var each : chosen.entrySet()) {
      tensors.put(each.getKey(), tensor(selection, each.getKey(), each.getValue()));
    }
    return isOne
        ? new Dataset.Single(tensors.firstEntry().getValue())
        : new Dataset.Fields(tensors);
  }

  private SequencedMap<String, int[]> chosen(Selection selection, Table table) throws DataFailure {
    SequencedMap<String, int[]> chosen = new LinkedHashMap<>();
    switch (selection) {
      case Selection.Single(var pick) -> chosen.put("", table.columns(pick));
      case Selection.Named(var picks) -> {
        for (var each : picks.entrySet()) {
          chosen.put(each.getKey(), table.columns(each.getValue()));
        }
      }
      case Selection.Everything _ -> {
        table.requireDistinctNames();
        for (int column = 0; column < columns.size(); column++) {
          chosen.put(columns.get(column).name(), new int[] {column});
        }
      }
    }
    return chosen;
  }

  private void requireNumbers(SequencedMap<String, int[]> chosen) throws DataFailure {
    for (int[] each : chosen.values()) {
      for (int number : each) {
        ParquetColumn column = columns.get(number);
        if (column.isList()) {
          throw noNumbers(column, "lists");
        }
        if (column.kind() instanceof CellKind.Other(String what)) {
          throw noNumbers(column, what);
        }
      }
    }
  }

  private DataFailure noNumbers(ParquetColumn column, String what) {
    return DataFailure.of(
        Kind.WRONG_KIND,
        "The column `" + column.name() + "` of `" + file + "` has no numbers.",
        "Its cells are " + what + "; `columns:` chooses columns.");
  }

  /// The sizes are in the footer, so that what is too large is refused before it is read.
  private void requireMemory(long rows, SequencedMap<String, int[]> chosen) throws DataFailure {
    if (rows < 0 || rows > Long.MAX_VALUE / 16 / columns.size()) {
      throw new BrokenTable("It claims to have " + rows + " rows.");
    }
    long all = chosen.values().stream().mapToLong(each -> each.length).sum();
    long widest = chosen.values().stream().mapToLong(each -> each.length).max().orElse(0);
    budget.require(rows * all, rows * widest, file);
  }

  private Tensor tensor(Selection selection, String name, int[] numbers)
      throws IOException, DataFailure {
    boolean isVector =
        switch (selection) {
          case Selection.Single(var pick) -> pick.isSingle();
          case Selection.Named(var picks) -> picks.get(name).isSingle();
          case Selection.Everything _ -> true;
        };
    PickedCells picked =
        PickedCells.of(
            Arrays.stream(numbers).mapToObj(columns::get).toList(),
            (int) footer.getNum_rows(),
            isVector);
    for (int k = 0; k < numbers.length; k++) {
      cells.read(columns.get(numbers[k]), numbers[k], picked.column(k));
    }
    return picked.tensor();
  }
}
