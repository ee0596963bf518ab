package dev.dyn.driver.parquet;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;

/// How the pages of a column are packed.
enum PageCodec {
  NONE,
  SNAPPY,
  GZIP,
  ZSTD,
  LZ4;

  /// None for `LZO` and `BROTLI`, and for the old `LZ4`, which programs wrote in two ways.
  static Optional<PageCodec> of(CompressionCodec codec) {
    return switch (codec) {
      case UNCOMPRESSED -> Optional.of(NONE);
      case SNAPPY -> Optional.of(SNAPPY);
      case GZIP -> Optional.of(GZIP);
      case ZSTD -> Optional.of(ZSTD);
      case LZ4_RAW -> Optional.of(LZ4);
      case LZO, BROTLI, LZ4 -> Optional.empty();
    };
  }

  /// What `packed` holds, which is `size` bytes.
  ///
  /// @throws RuntimeException if it holds something else, from the library that unpacks
  byte[] unpacked(byte[] packed, int size) throws IOException {
    byte[] out =
        switch (this) {
          case NONE -> packed;
          case GZIP -> gzip(packed, size);
          case SNAPPY -> unpacked(new SnappyDecompressor(), packed, size);
          case ZSTD -> unpacked(new ZstdDecompressor(), packed, size);
          case LZ4 -> unpacked(new Lz4Decompressor(), packed, size);
        };
    if (out.length != size) {
      throw new BrokenTable("A page has " + out.length + " bytes instead of " + size + ".");
    }
    return out;
  }

  private static byte[] gzip(byte[] packed, int size) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readNBytes(size);
    }
  }

  private static byte[] unpacked(Decompressor codec, byte[] packed, int size) {
    byte[] out = new byte[size];
    int length = codec.decompress(packed, 0, packed.length, out, 0, size);
    return length == size ? out : new byte[length];
  }
}
