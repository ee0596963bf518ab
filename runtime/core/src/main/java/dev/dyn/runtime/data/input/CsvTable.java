package dev.dyn.runtime.data.input;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.dyn.runtime.data.input.DataFailure.Kind;
import dev.dyn.runtime.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// Reads tables of comma-separated values (RFC 4180): quoted cells, any line ends, a byte order
/// mark. Every chosen cell must be a number; lines without any character are skipped.
final class CsvTable {
  private final String file;
  private final DataFormat.Csv format;
  private final Budget budget;
  private final List<String> names = new ArrayList<>();
  private final List<PickedColumns> picked = new ArrayList<>();

  private CsvTable(String file, DataFormat.Csv format, Budget budget) {
    this.file = file;
    this.format = format;
    this.budget = budget;
  }

  static Dataset read(InputStream in, String file, DataFormat.Csv format, Budget budget)
      throws IOException, DataFailure {
    return new CsvTable(file, format, budget).read(in);
  }

  // Not closed: the stream is the caller's.
  @SuppressWarnings("resource")
  private Dataset read(InputStream in) throws IOException, DataFailure {
    try {
      CsvReader<CsvRecord> reader =
          CsvReader.builder()
              .fieldSeparator(format.separator())
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .detectBomHeader(true)
              .ofCsvRecord(in, StandardCharsets.UTF_8);
      reader.skipLines(format.skip());
      return read(reader.iterator());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CsvParseException e) {
      throw DataFailure.of(
          Kind.DAMAGED,
          "`" + file + "` cannot be read as a table.",
          "The reader says: " + e.getMessage());
    }
  }

  private Dataset read(Iterator<CsvRecord> rows) throws DataFailure {
    if (!rows.hasNext()) {
      throw DataFailure.of(
          Kind.DAMAGED,
          format.skip() == 0
              ? "`" + file + "` is empty."
              : "`" + file + "` has nothing after the lines that `skip:` drops.");
    }
    CsvRecord first = rows.next();
    boolean hasHeader = format.header().orElseGet(() -> !isAllNumbers(first));
    Table table =
        new Table(
            file,
            first.getFieldCount(),
            hasHeader
                ? Optional.of(first.getFields().stream().map(String::strip).toList())
                : Optional.empty());
    choose(table);
    if (!hasHeader) {
      add(first, table);
    }
    while (rows.hasNext()) {
      CsvRecord row = rows.next();
      if (row.getFieldCount() != table.width()) {
        throw ragged(row, first, table);
      }
      add(row, table);
    }
    return dataset(first);
  }

  private static boolean isAllNumbers(CsvRecord row) {
    return row.getFields().stream().allMatch(cell -> Decimal.of(cell).isPresent());
  }

  private void choose(Table table) throws DataFailure {
    switch (format.selection()) {
      case Selection.Single(var pick) -> choose("", pick, table);
      case Selection.Named(var picks) -> {
        for (var each : picks.entrySet()) {
          choose(each.getKey(), each.getValue(), table);
        }
      }
      case Selection.Everything _ -> {
        if (table.names().isEmpty()) {
          choose("", new Selection.Pick.Range(0, table.width()), table);
          return;
        }
        table.requireDistinctNames();
        for (int column = 0; column < table.width(); column++) {
          String name = table.names().get().get(column);
          if (!name.isEmpty()) {
            choose(name, new Selection.Pick.Number(column), table);
          }
        }
      }
    }
  }

  private void choose(String name, Selection.Pick pick, Table table) throws DataFailure {
    names.add(name);
    picked.add(new PickedColumns(table.columns(pick), pick.isSingle()));
  }

  private void add(CsvRecord row, Table table) throws DataFailure {
    for (PickedColumns each : picked) {
      if (each.isFull()) {
        long before = picked.stream().mapToLong(PickedColumns::capacity).sum();
        budget.require(before + each.grown(), each.grown(), file);
        each.grow();
      }
      for (int column : each.columns()) {
        OptionalDouble value = Decimal.of(row.getField(column));
        if (value.isEmpty()) {
          throw notANumber(row, column, table);
        }
        each.add(value.getAsDouble());
      }
    }
  }

  private DataFailure notANumber(CsvRecord row, int column, Table table) {
    String cell = row.getField(column);
    String where =
        "line "
            + row.getStartingLineNumber()
            + ", "
            + table.describe(column)
            + " of `"
            + file
            + "`";
    return cell.isBlank()
        ? DataFailure.of(
            Kind.NOT_A_NUMBER,
            "In " + where + ", the cell is empty.",
            "Cells are numbers; `nan` stands for one that is missing, and `columns:` chooses"
                + " columns.")
        : DataFailure.of(
            Kind.NOT_A_NUMBER,
            "In " + where + ", `" + shortened(cell) + "` is not a number.",
            table.width() == 1 && (cell.contains(";") || cell.contains("\t"))
                ? "`separator: \";\"` or `separator: \"\\t\"` says what stands between cells."
                : "`columns:` chooses columns, `header:` says whether the first line has names,"
                    + " `skip:` drops lines.");
  }

  private DataFailure ragged(CsvRecord row, CsvRecord first, Table table) {
    String found =
        "Line "
            + row.getStartingLineNumber()
            + " of `"
            + file
            + "` has "
            + cells(row.getFieldCount())
            + ", and line "
            + first.getStartingLineNumber()
            + " has "
            + table.width()
            + ".";
    return DataFailure.of(Kind.RAGGED, found, "All rows of a table have equally many cells.");
  }

  private static String cells(int count) {
    return count == 1 ? "1 cell" : count + " cells";
  }

  private static String shortened(String cell) {
    String line = cell.strip().replaceAll("\\s+", " ");
    return line.length() > 40 ? line.substring(0, 40) + "…" : line;
  }

  private Dataset dataset(CsvRecord first) throws DataFailure {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    for (int k = 0; k < picked.size(); k++) {
      Tensor tensor = picked.get(k).tensor();
      if (tensor.size() == 0) {
        throw DataFailure.of(
            Kind.DAMAGED,
            "`" + file + "` has no rows.",
            "Line " + first.getStartingLineNumber() + " was taken for the names of the columns.");
      }
      tensors.put(names.get(k), tensor);
    }
    if (tensors.isEmpty()) {
      throw DataFailure.of(Kind.DAMAGED, "`" + file + "` has no column with a name.");
    }
    return names.equals(List.of(""))
        ? new Dataset.Single(tensors.firstEntry().getValue())
        : new Dataset.Fields(tensors);
  }
}
