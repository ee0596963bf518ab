package dev.dyn.driver.parquet;

import dev.dyn.runtime.data.input.DataFailure;
import dev.dyn.runtime.data.input.DataFailure.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import org.apache.parquet.VersionParser;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.VersionParser.VersionParseException;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.io.api.PrimitiveConverter;

/// Reads all cells of a column, over all groups of rows.
final class ColumnCells {
  private static final int BUFFER = 1 << 16;

  private final FileChannel channel;
  private final String file;
  private final FileMetaData footer;

  ColumnCells(FileChannel channel, String file, FileMetaData footer) {
    this.channel = channel;
    this.file = file;
    this.footer = footer;
  }

  /// @param number of the column in each group of rows
  void read(ParquetColumn column, int number, PickedCells.Column to)
      throws IOException, DataFailure {
    long row = 0;
    for (RowGroup group : footer.getRow_groups()) {
      long rows = group.getNum_rows();
      if (rows < 0 || row + rows > footer.getNum_rows()) {
        throw new BrokenTable("Its groups have more rows than it has.");
      }
      if (rows > 0) {
        ColumnMetaData chunk = group.getColumns().get(number).getMeta_data();
        if (chunk.getNum_values() != rows) {
          throw new BrokenTable("A column has more or fewer cells than there are rows.");
        }
        read(column, reader(column, chunk), (int) row, (int) rows, to);
      }
      row += rows;
    }
    if (row != footer.getNum_rows()) {
      throw new BrokenTable("Its groups have fewer rows than it has.");
    }
  }

  // Not closed: the channel is the caller's.
  @SuppressWarnings("resource")
  private ColumnReader reader(ParquetColumn column, ColumnMetaData chunk)
      throws IOException, DataFailure {
    PageCodec codec =
        PageCodec.of(chunk.getCodec())
            .orElseThrow(() ->
                DataFailure.of(
                    Kind.WRONG_KIND,
                    "The column `"
                        + column.name()
                        + "` of `"
                        + file
                        + "` is packed by "
                        + chunk.getCodec()
                        + ", which cannot be unpacked.",
                    "Files without compression, or packed by Snappy, gzip, Zstandard or LZ4_RAW,"
                        + " can be read."));
    long dictionary = chunk.getDictionary_page_offset();
    boolean hasDictionary =
        chunk.isSetDictionary_page_offset()
            && dictionary > 0
            && dictionary < chunk.getData_page_offset();
    channel.position(hasDictionary ? dictionary : chunk.getData_page_offset());
    var in = new BufferedInputStream(Channels.newInputStream(channel), BUFFER);
    return new ColumnReaderImpl(
        column.descriptor(),
        new ChunkPages(in, codec, chunk.getNum_values()),
        new PrimitiveConverter() {},
        writer());
  }

  /// What wrote the file: the library knows of mistakes that old versions of it made.
  private ParsedVersion writer() {
    try {
      return VersionParser.parse(footer.isSetCreated_by() ? footer.getCreated_by() : "unknown");
    } catch (VersionParseException _) {
      return new ParsedVersion("unknown", "", "");
    }
  }

  private void read(
      ParquetColumn column, ColumnReader cells, int first, int rows, PickedCells.Column to)
      throws DataFailure {
    int present = column.descriptor().getMaxDefinitionLevel();
    for (int row = first; row < first + rows; row++) {
      if (cells.getCurrentDefinitionLevel() < present) {
        throw DataFailure.of(
            Kind.NOT_A_NUMBER,
            "In row " + (row + 1) + ", " + describe(column) + ", there is no value.",
            "Every cell needs one; `nan` can stand for what is missing, and `columns:` chooses"
                + " columns.");
      }
      switch (column.kind()) {
        case CellKind.Real(var read) -> to.set(row, read.applyAsDouble(cells));
        case CellKind.Whole(var read, boolean hasSign) -> {
          long value = read.applyAsLong(cells);
          if (value < 0 && !hasSign) {
            throw DataFailure.of(
                Kind.NOT_A_NUMBER,
                "In row "
                    + (row + 1)
                    + ", "
                    + describe(column)
                    + ", "
                    + Long.toUnsignedString(value)
                    + " is too large.",
                "Integers go up to " + Long.MAX_VALUE + ".");
          }
          to.set(row, value);
        }
        case CellKind.Truth _ -> to.set(row, cells.getBoolean() ? 1L : 0L);
        case CellKind.Other(String what) -> throw new BrokenTable("Its cells are " + what + ".");
      }
      cells.consume();
    }
  }

  private String describe(ParquetColumn column) {
    return "column `" + column.name() + "` of `" + file + "`";
  }
}
