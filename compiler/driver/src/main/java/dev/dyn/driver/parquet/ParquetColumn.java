package dev.dyn.driver.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;

/// A column as the schema of a file declares it.
///
/// @param name with the names of the groups around it: `position.x`
/// @param isList whether a row has several cells, or any number
/// @param descriptor tells the decoders how the cells are stored
record ParquetColumn(String name, CellKind kind, boolean isList, ColumnDescriptor descriptor) {
  /// All columns, in the order of the schema.
  ///
  /// @param schema the tree of groups and columns, each group before what is in it
  static List<ParquetColumn> all(List<SchemaElement> schema) {
    Walk walk = new Walk(schema);
    walk.group(List.of(), 0, 0);
    if (walk.at != schema.size()) {
      throw new BrokenTable("It has columns outside of the table.");
    }
    return walk.found;
  }

  private static final class Walk {
    /// Deeper tables than any program writes are damaged ones.
    private static final int DEEPEST = 100;

    private final List<SchemaElement> schema;
    private final List<ParquetColumn> found = new ArrayList<>();
    private int at;

    Walk(List<SchemaElement> schema) {
      this.schema = schema;
    }

    private SchemaElement next() {
      if (at >= schema.size()) {
        throw new BrokenTable("Columns are missing.");
      }
      return schema.get(at++);
    }

    /// A group of which `path` says where it is; the levels say how many of the groups around may
    /// be missing, and how many are lists.
    private void group(List<String> path, int optional, int repeated) {
      if (path.size() > DEEPEST) {
        throw new BrokenTable("Its groups are too deep.");
      }
      int children = next().getNum_children();
      for (int k = 0; k < children; k++) {
        element(path, optional, repeated);
      }
    }

    private void element(List<String> path, int optional, int repeated) {
      SchemaElement element = next();
      FieldRepetitionType repetition = element.getRepetition_type();
      List<String> inner = new ArrayList<>(path);
      inner.add(element.getName());
      int definition = optional + (repetition == FieldRepetitionType.REQUIRED ? 0 : 1);
      int repetitions = repeated + (repetition == FieldRepetitionType.REPEATED ? 1 : 0);
      if (element.getNum_children() > 0) {
        at--;
        group(inner, definition, repetitions);
        return;
      }
      found.add(
          new ParquetColumn(
              String.join(".", inner),
              CellKind.of(element),
              repetitions > 0,
              descriptor(element, inner, repetitions, definition)));
    }

    private static ColumnDescriptor descriptor(
        SchemaElement element, List<String> path, int repetitions, int definition) {
      PrimitiveType type =
          new PrimitiveType(
              Repetition.valueOf(element.getRepetition_type().name()),
              name(element),
              element.getType_length(),
              element.getName());
      return new ColumnDescriptor(path.toArray(String[]::new), type, repetitions, definition);
    }

    private static PrimitiveTypeName name(SchemaElement element) {
      if (!element.isSetType()) {
        return PrimitiveTypeName.BINARY;
      }
      return switch (element.getType()) {
        case BOOLEAN -> PrimitiveTypeName.BOOLEAN;
        case INT32 -> PrimitiveTypeName.INT32;
        case INT64 -> PrimitiveTypeName.INT64;
        case INT96 -> PrimitiveTypeName.INT96;
        case FLOAT -> PrimitiveTypeName.FLOAT;
        case DOUBLE -> PrimitiveTypeName.DOUBLE;
        case BYTE_ARRAY -> PrimitiveTypeName.BINARY;
        case FIXED_LEN_BYTE_ARRAY -> PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
      };
    }
  }
}
