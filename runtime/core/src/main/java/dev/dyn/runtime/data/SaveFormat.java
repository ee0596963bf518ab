package dev.dyn.runtime.data;

import dev.dyn.runtime.results.Columns;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What `save` can write; the ending of the file's name chooses.
public enum SaveFormat {
  CSV(".csv"),
  NPZ(".npz"),
  JSON(".json"),
  SAFETENSORS(".safetensors");

  private final String ending;

  SaveFormat(String ending) {
    this.ending = ending;
  }

  public String ending() {
    return ending;
  }

  /// The format of a file by its name.
  public static Optional<SaveFormat> of(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(f -> name.endsWith(f.ending)).findFirst();
  }

  /// Why this format cannot hold these columns: a sentence for the user.
  public Optional<String> problem(Columns columns) {
    return switch (this) {
      case CSV ->
          columns.isTable()
              ? Optional.empty()
              : Optional.of(
                  "A `.csv` file is one table, but the columns have different lengths; use"
                      + " `.npz`.");
      case NPZ, JSON, SAFETENSORS -> Optional.empty();
    };
  }

  /// Writes columns of which `problem` has nothing to tell.
  public void write(Columns columns, OutputStream out) throws IOException {
    switch (this) {
      case CSV -> Csv.write(columns, out);
      case NPZ -> Npz.write(columns, out);
      case JSON -> writeJson(columns, out);
      case SAFETENSORS -> Safetensors.write(columns, out);
    }
  }

  /// An object of nested arrays.
  private static void writeJson(Columns columns, OutputStream to) throws IOException {
    JsonWriter.document(
        to,
        json -> {
          for (var entry : columns.tensors().entrySet()) {
            json.writeFieldName(entry.getKey());
            JsonWriter.tensor(json, entry.getValue());
          }
        });
  }
}
