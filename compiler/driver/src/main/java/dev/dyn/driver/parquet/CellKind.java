package dev.dyn.driver.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.io.api.Binary;

/// What the cells of a column are, and how the cell a reader stands at becomes a number.
sealed interface CellKind {
  record Real(ToDoubleFunction<ColumnReader> read) implements CellKind {}

  /// Negative numbers of a column without a sign are more than 2^63 - 1.
  record Whole(ToLongFunction<ColumnReader> read, boolean hasSign) implements CellKind {}

  record Truth() implements CellKind {}

  /// Cells that are no numbers.
  ///
  /// @param what they are, in words
  record Other(String what) implements CellKind {}

  static CellKind of(SchemaElement column) {
    if (!column.isSetType()) {
      return new Other("of a type that this version does not know");
    }
    return switch (column.getType()) {
      case BOOLEAN -> new Truth();
      case FLOAT -> new Real(ColumnReader::getFloat);
      case DOUBLE -> new Real(ColumnReader::getDouble);
      case INT32, INT64 -> integers(column);
      case INT96 -> new Other("times");
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> bytes(column);
    };
  }

  private static CellKind integers(SchemaElement column) {
    boolean isLong = column.getType() == Type.INT64;
    ToLongFunction<ColumnReader> stored = isLong ? ColumnReader::getLong : ColumnReader::getInteger;
    if (isDecimal(column)) {
      int scale = scale(column);
      return new Real(reader -> decimal(BigInteger.valueOf(stored.applyAsLong(reader)), scale));
    }
    if (column.isSetLogicalType()) {
      LogicalType type = column.getLogicalType();
      if (type.isSetDATE() || type.isSetTIME() || type.isSetTIMESTAMP()) {
        return new Other(type.isSetDATE() ? "dates" : "times");
      }
      boolean isSigned = !type.isSetINTEGER() || type.getINTEGER().isIsSigned();
      return whole(stored, isSigned, isLong);
    }
    if (!column.isSetConverted_type()) {
      return whole(stored, true, isLong);
    }
    return switch (column.getConverted_type()) {
      case UINT_8, UINT_16, UINT_32, UINT_64 -> whole(stored, false, isLong);
      case DATE -> new Other("dates");
      case TIME_MILLIS, TIME_MICROS, TIMESTAMP_MILLIS, TIMESTAMP_MICROS -> new Other("times");
      case INT_8, INT_16, INT_32, INT_64 -> whole(stored, true, isLong);
      case UTF8, MAP, MAP_KEY_VALUE, LIST, ENUM, DECIMAL, JSON, BSON, INTERVAL ->
          new Other("of a type that integers do not have");
    };
  }

  private static CellKind whole(
      ToLongFunction<ColumnReader> stored, boolean isSigned, boolean isLong) {
    if (isSigned || isLong) {
      return new Whole(stored, isSigned);
    }
    return new Whole(reader -> stored.applyAsLong(reader) & 0xFFFF_FFFFL, true);
  }

  private static CellKind bytes(SchemaElement column) {
    if (isDecimal(column)) {
      int scale = scale(column);
      return new Real(reader -> decimal(new BigInteger(reader.getBinary().getBytes()), scale));
    }
    if (column.isSetLogicalType() && column.getLogicalType().isSetFLOAT16()) {
      return new Real(reader -> half(reader.getBinary()));
    }
    boolean isText =
        column.isSetConverted_type() && column.getConverted_type() != ConvertedType.INTERVAL
            || column.isSetLogicalType() && column.getLogicalType().isSetSTRING();
    return new Other(isText ? "texts" : "bytes");
  }

  private static boolean isDecimal(SchemaElement column) {
    return column.isSetLogicalType() && column.getLogicalType().isSetDECIMAL()
        || column.isSetConverted_type() && column.getConverted_type() == ConvertedType.DECIMAL;
  }

  private static int scale(SchemaElement column) {
    return column.isSetLogicalType() && column.getLogicalType().isSetDECIMAL()
        ? column.getLogicalType().getDECIMAL().getScale()
        : column.getScale();
  }

  /// The double that is nearest to `unscaled` / 10^`scale`.
  private static double decimal(BigInteger unscaled, int scale) {
    return new BigDecimal(unscaled, scale).doubleValue();
  }

  /// 16 bits of IEEE 754, lowest byte first.
  private static double half(Binary bytes) {
    byte[] both = bytes.getBytes();
    return Float.float16ToFloat((short) ((both[0] & 0xFF) | both[1] << 8));
  }
}
