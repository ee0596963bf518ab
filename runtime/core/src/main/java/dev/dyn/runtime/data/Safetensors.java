package dev.dyn.runtime.data;

import dev.dyn.runtime.results.Columns;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Weights as `.safetensors` (Hugging Face, 2022): the length of a header, the header in JSON with
/// kind, shape and place of each tensor, then the entries of all, the widest first, so that all are
/// aligned.
public final class Safetensors {
  private static final int ALIGNMENT = 8;

  private Safetensors() {}

  public static void write(Columns columns, OutputStream out) throws IOException {
    List<Map.Entry<String, Tensor>> tensors = byWidth(columns);
    byte[] header = header(tensors).getBytes(StandardCharsets.UTF_8);
    int padding = (ALIGNMENT - header.length % ALIGNMENT) % ALIGNMENT;
    var length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    out.write(length.putLong(header.length + padding).array());
    out.write(header);
    out.write(" ".repeat(padding).getBytes(StandardCharsets.UTF_8));
    for (var entry : tensors) LittleEndian.write(entry.getValue(), out);
  }

  private static List<Map.Entry<String, Tensor>> byWidth(Columns columns) {
    return columns.tensors().entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> -LittleEndian.width(entry.getValue().elem())))
        .toList();
  }

  private static String header(List<Map.Entry<String, Tensor>> tensors) throws IOException {
    return JsonWriter.compact(json -> {
      long offset = 0;
      for (var entry : tensors) {
        Tensor tensor = entry.getValue();
        long end = offset + LittleEndian.length(tensor);
        json.writeObjectFieldStart(entry.getKey());
        json.writeStringField("dtype", kind(tensor.elem()));
        json.writeFieldName("shape");
        int[] shape = tensor.shape().extents();
        json.writeArray(shape, 0, shape.length);
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {offset, end}, 0, 2);
        json.writeEndObject();
        offset = end;
      }
    });
  }

  private static String kind(Elem elem) {
    return switch (elem) {
      case F64 -> "F64";
      case F32 -> "F32";
      case I64 -> "I64";
      case BOOL -> "BOOL";
    };
  }
}
