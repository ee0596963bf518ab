package dev.dyn.driver.parquet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;

/// The pages of a column in one group of rows, unpacked one after the other.
///
/// Sizes are compared with what is there before memory is taken for them: a damaged file may claim
/// anything.
final class ChunkPages implements PageReader {
  /// Pages have about 1 MB.
  private static final int LARGEST = 1 << 29;

  /// The decoders do not look at them, and to make empty ones takes a library of geometry.
  private static final Statistics<?> NO_STATISTICS = null;

  private final InputStream in;
  private final PageCodec codec;
  private final long cells;
  private Optional<Page> ahead = Optional.empty();
  private long seen;

  private record Page(PageHeader header, byte[] packed) {}

  /// @param in stands at the first page
  /// @param cells how many the column has in this group of rows
  ChunkPages(InputStream in, PageCodec codec, long cells) {
    this.in = in;
    this.codec = codec;
    this.cells = cells;
  }

  @Override
  public long getTotalValueCount() {
    return cells;
  }

  @Override
  public DictionaryPage readDictionaryPage() {
    try {
      Page page = next();
      if (!page.header().isSetDictionary_page_header()) {
        ahead = Optional.of(page);
        return null; // what the library expects of a column without a dictionary
      }
      DictionaryPageHeader header = page.header().getDictionary_page_header();
      byte[] bytes = unpacked(page);
      require(header.getNum_values() >= 0 && header.getNum_values() <= bytes.length);
      return new DictionaryPage(
          BytesInput.from(bytes),
          header.getNum_values(),
          Encoding.valueOf(header.getEncoding().name()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public DataPage readPage() {
    try {
      Page page = ahead.isPresent() ? ahead.get() : next();
      ahead = Optional.empty();
      while (!page.header().isSetData_page_header() && !page.header().isSetData_page_header_v2()) {
        page = next();
      }
      DataPage data =
          page.header().isSetData_page_header()
              ? first(page, page.header().getData_page_header())
              : second(page, page.header().getData_page_header_v2());
      seen += data.getValueCount();
      require(data.getValueCount() > 0 && seen <= cells);
      return data;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Page next() throws IOException {
    PageHeader header = Util.readPageHeader(in);
    int size = header.getCompressed_page_size();
    require(size >= 0 && size <= LARGEST);
    require(header.getUncompressed_page_size() >= 0);
    require(header.getUncompressed_page_size() <= LARGEST);
    byte[] packed = in.readNBytes(size);
    if (packed.length < size) {
      throw new BrokenTable("A page is not complete.");
    }
    if (header.isSetCrc()) {
      CRC32 crc = new CRC32();
      crc.update(packed);
      require((int) crc.getValue() == header.getCrc());
    }
    return new Page(header, packed);
  }

  private byte[] unpacked(Page page) throws IOException {
    return codec.unpacked(page.packed(), page.header().getUncompressed_page_size());
  }

  private DataPage first(Page page, DataPageHeader header) throws IOException {
    byte[] bytes = unpacked(page);
    return new DataPageV1(
        BytesInput.from(bytes),
        header.getNum_values(),
        bytes.length,
        NO_STATISTICS,
        Encoding.valueOf(header.getRepetition_level_encoding().name()),
        Encoding.valueOf(header.getDefinition_level_encoding().name()),
        Encoding.valueOf(header.getEncoding().name()));
  }

  /// The levels of the second version stand before the cells and are never packed.
  private DataPage second(Page page, DataPageHeaderV2 header) throws IOException {
    byte[] all = page.packed();
    int repetitions = header.getRepetition_levels_byte_length();
    int levels = repetitions + header.getDefinition_levels_byte_length();
    require(repetitions >= 0 && repetitions <= levels && levels <= all.length);
    byte[] cells = Arrays.copyOfRange(all, levels, all.length);
    boolean isPacked = !header.isSetIs_compressed() || header.isIs_compressed();
    if (isPacked && cells.length > 0) {
      cells = codec.unpacked(cells, page.header().getUncompressed_page_size() - levels);
    }
    return DataPageV2.uncompressed(
        header.getNum_rows(),
        header.getNum_nulls(),
        header.getNum_values(),
        BytesInput.from(all, 0, repetitions),
        BytesInput.from(all, repetitions, levels - repetitions),
        Encoding.valueOf(header.getEncoding().name()),
        BytesInput.from(cells),
        NO_STATISTICS);
  }

  private static void require(boolean isSound) {
    if (!isSound) {
      throw new BrokenTable("A page is not what its header says.");
    }
  }
}
