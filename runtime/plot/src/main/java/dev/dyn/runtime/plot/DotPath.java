package dev.dyn.runtime.plot;

import java.util.Arrays;
import java.util.Locale;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// Dots of one colour and size, on a grid of half pixels, each place once: pieces of line without
/// length, which round ends make visible.
final class DotPath {
  private static final int CELLS_PER_PIXEL = 2;
  private static final int STRIDE = 1 << 16;

  private final double size;
  private int[] cells = new int[64];
  private int count;

  DotPath(double size) {
    this.size = size;
  }

  void add(double x, double y) {
    long column = Math.round(x * CELLS_PER_PIXEL);
    long row = Math.round(y * CELLS_PER_PIXEL);
    if (column < 0 || column >= STRIDE || row < 0 || row >= STRIDE / 2) return;
    if (count == cells.length) cells = Arrays.copyOf(cells, 2 * count);
    cells[count++] = (int) (row * STRIDE + column);
  }

  Element element(Document document, String colour) {
    Element path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("fill", "none");
    path.setAttribute("stroke", colour);
    path.setAttribute("stroke-width", String.format(Locale.ROOT, "%.1f", size));
    path.setAttribute("stroke-linecap", "round");
    path.setAttribute("d", steps());
    return path;
  }

  private String steps() {
    int[] places = Arrays.stream(cells, 0, count).sorted().distinct().toArray();
    var out = new StringBuilder(12 * places.length);
    for (int place : places) {
      out.append('M');
      append(out, place % STRIDE);
      out.append(' ');
      append(out, place / STRIDE);
      out.append("h0");
    }
    return out.toString();
  }

  private static void append(StringBuilder out, int halves) {
    out.append(halves / CELLS_PER_PIXEL);
    if (halves % CELLS_PER_PIXEL != 0) out.append(".5");
  }
}
