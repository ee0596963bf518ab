package dev.dyn.runtime.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.dyn.runtime.results.Plot;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// The plots of a page as JSON for its script.
///
/// Numbers are the bytes of their binary form (little-endian) in base 64: exact, shorter than
/// digits, and without trouble for what is not finite. Signs that could end a script element or a
/// line of script are escaped.
final class PlotJson {
  /// Entries of an image in the page, and rows or columns, which few screens can tell apart.
  private static final int MOST = 700_000;

  private static final int MOST_LINES = 2_000;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder().characterEscapes(new ForHtml()).build();

  private PlotJson() {}

  static String of(List<Plot> plots) {
    var text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartArray();
      for (Plot plot : plots) {
        switch (plot) {
          case Plot.Curves curves -> curves(json, curves);
          case Plot.Image image -> image(json, image);
        }
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new AssertionError("a text in memory can be written", e);
    }
    return text.toString();
  }

  private static void curves(JsonGenerator json, Plot.Curves plot) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", "curves");
    axis(json, "x", plot.x());
    axis(json, "y", plot.y());
    json.writeArrayFieldStart("series");
    for (PlotSeries series : PlotSeries.of(plot)) {
      json.writeStartObject();
      json.writeStringField("label", series.label());
      json.writeStringField("style", series.style().name().toLowerCase(Locale.ROOT));
      json.writeStringField("x", bytes(series.x()));
      json.writeStringField("y", bytes(series.y()));
      json.writeNumberField("width", series.width());
      json.writeNumberField("drawn", series.drawn());
      json.writeNumberField("of", series.of());
      json.writeNumberField("undrawable", series.undrawable());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void axis(JsonGenerator json, String name, Plot.Axis axis) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("label", axis.label());
    json.writeBooleanField("log", axis.log());
    json.writeEndObject();
  }

  private static void image(JsonGenerator json, Plot.Image image) throws IOException {
    int rows = Math.min(image.rows(), MOST_LINES);
    int columns = Math.min(image.columns(), MOST_LINES);
    while (rows * columns > MOST) {
      if (rows > columns) rows = rows * 3 / 4;
      else columns = columns * 3 / 4;
    }
    float[] values = new float[rows * columns];
    for (int i = 0; i < rows; i++) {
      int row = (int) ((long) i * image.rows() / rows);
      for (int j = 0; j < columns; j++) {
        int column = (int) ((long) j * image.columns() / columns);
        values[i * columns + j] = (float) image.values()[row * image.columns() + column];
      }
    }
    json.writeStartObject();
    json.writeStringField("kind", "image");
    json.writeStringField("label", image.label());
    json.writeNumberField("rows", image.rows());
    json.writeNumberField("columns", image.columns());
    json.writeNumberField("shownRows", rows);
    json.writeNumberField("shownColumns", columns);
    json.writeStringField("values", bytes(values));
    json.writeEndObject();
  }

  private static String bytes(double[] values) {
    var bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(values);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static String bytes(float[] values) {
    var bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /// Besides what JSON itself escapes: markup, and the two line ends that JavaScript had and JSON
  /// has not.
  private static final class ForHtml extends CharacterEscapes {
    private static final long serialVersionUID = 1;
    private final int[] escapes = standardAsciiEscapesForJSON();

    ForHtml() {
      for (char sign : "<>&'".toCharArray()) escapes[sign] = ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return escapes.clone();
    }

    @Override
    public SerializableString getEscapeSequence(int sign) {
      return new SerializedString(String.format(Locale.ROOT, "\\u%04x", sign));
    }
  }
}
