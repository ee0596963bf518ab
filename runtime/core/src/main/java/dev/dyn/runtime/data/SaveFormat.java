package dev.dyn.runtime.data;

import dev.dyn.runtime.results.Columns;
import dev.dyn.runtime.results.OnnxGraph;
import dev.dyn.runtime.results.Saved;
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
  SAFETENSORS(".safetensors"),
  ONNX(".onnx");

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
      case NPZ, JSON, SAFETENSORS, ONNX -> Optional.empty();
    };
  }

  /// Writes what is saved, of which `problem` has nothing to tell.
  public void write(Saved saved, OutputStream out) throws IOException {
    Columns columns = saved.columns();
    switch (this) {
      case CSV -> Csv.write(columns, out);
      case NPZ -> Npz.write(columns, out);
      case JSON -> writeJson(columns, out);
      case SAFETENSORS -> Safetensors.write(columns, out);
      case ONNX -> {
        OnnxGraph graph =
            saved
                .graph()
                .orElseThrow(() -> new IOException("an `.onnx` file holds a network, not a table"));
        Onnx.write(graph, columns, out);
      }
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
