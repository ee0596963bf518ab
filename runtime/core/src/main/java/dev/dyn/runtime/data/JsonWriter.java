package dev.dyn.runtime.data;

import dev.dyn.runtime.tensor.Tensor;
import dev.dyn.runtime.text.Shortest;
import java.io.IOException;

/// Writes JSON (RFC 8259) in pieces: objects a member a line, arrays of numbers on one line.
///
/// Numbers read back to the same bits. JSON has no word for what is not finite: these are the texts
/// `"NaN"`, `"Infinity"` and `"-Infinity"`, which `float(…)` in Python and `Number(…)` in
/// JavaScript read.
final class JsonWriter {
  private final Appendable out;
  private int depth;
  private boolean first = true;

  JsonWriter(Appendable out) {
    this.out = out;
  }

  /// What stands between brackets.
  @FunctionalInterface
  interface Body {
    void write() throws IOException;
  }

  void object(Body members) throws IOException {
    enclose('{', members, '}');
  }

  void array(Body elements) throws IOException {
    enclose('[', elements, ']');
  }

  private void enclose(char open, Body body, char close) throws IOException {
    out.append(open);
    depth++;
    first = true;
    body.write();
    depth--;
    if (!first) newLine();
    first = false;
    out.append(close);
  }

  void member(String name, Body value) throws IOException {
    next();
    text(name);
    out.append(": ");
    value.write();
    first = false;
  }

  void element(Body value) throws IOException {
    next();
    value.write();
    first = false;
  }

  private void next() throws IOException {
    if (!first) out.append(',');
    newLine();
  }

  private void newLine() throws IOException {
    out.append('\n').append("  ".repeat(depth));
  }

  void nothing() throws IOException {
    out.append("null");
  }

  void truth(boolean value) throws IOException {
    out.append(Boolean.toString(value));
  }

  void whole(long value) throws IOException {
    out.append(Long.toString(value));
  }

  void real(double value) throws IOException {
    out.append(Double.isFinite(value) ? Shortest.of(value) : notFinite(value));
  }

  private void single(float value) throws IOException {
    out.append(Float.isFinite(value) ? Shortest.of(value) : notFinite(value));
  }

  private static String notFinite(double value) {
    return Double.isNaN(value) ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
  }

  /// A scalar as a number, a tensor as nested arrays.
  void tensor(Tensor value) throws IOException {
    nested(value, 0, 0);
  }

  private void nested(Tensor value, int axis, int at) throws IOException {
    if (axis == value.shape().rank()) {
      entry(value, at);
      return;
    }
    int extent = value.shape().extent(axis);
    int stride = value.shape().strides()[axis];
    out.append('[');
    for (int i = 0; i < extent; i++) {
      if (i > 0) out.append(", ");
      nested(value, axis + 1, at + i * stride);
    }
    out.append(']');
  }

  private void entry(Tensor value, int at) throws IOException {
    switch (value) {
      case Tensor.F64 t -> real(t.values()[at]);
      case Tensor.F32 t -> single(t.values()[at]);
      case Tensor.I64 t -> whole(t.values()[at]);
      case Tensor.Bool t -> truth(t.values()[at] != 0);
    }
  }

  void text(String value) throws IOException {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          boolean lonely = Character.isSurrogate(c) && !paired(value, i);
          if (c < 0x20 || c == 0x2028 || c == 0x2029 || lonely) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean paired(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
