package dev.dyn.runtime.plot;

import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// Lines of one colour, on a grid of tenths of a pixel. A piece that begins where the last one
/// ended goes on with it.
final class LinePath {
  private static final int CELLS_PER_PIXEL = 10;

  private final float width;
  private final StringBuilder steps = new StringBuilder();
  private long lastX = Long.MIN_VALUE;
  private long lastY = Long.MIN_VALUE;

  LinePath(float width) {
    this.width = width;
  }

  void add(double x1, double y1, double x2, double y2) {
    long fromX = Math.round(x1 * CELLS_PER_PIXEL);
    long fromY = Math.round(y1 * CELLS_PER_PIXEL);
    long toX = Math.round(x2 * CELLS_PER_PIXEL);
    long toY = Math.round(y2 * CELLS_PER_PIXEL);
    if (fromX != lastX || fromY != lastY) append('M', fromX, fromY);
    else if (toX == fromX && toY == fromY) return;
    append('L', toX, toY);
    lastX = toX;
    lastY = toY;
  }

  private void append(char kind, long x, long y) {
    steps.append(kind);
    append(x);
    steps.append(' ');
    append(y);
  }

  private void append(long tenths) {
    steps.append(tenths / CELLS_PER_PIXEL);
    long rest = Math.abs(tenths % CELLS_PER_PIXEL);
    if (rest != 0) steps.append('.').append(rest);
  }

  Element element(Document document, String colour) {
    Element path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("fill", "none");
    path.setAttribute("stroke", colour);
    path.setAttribute("stroke-width", Float.toString(width));
    path.setAttribute("stroke-linejoin", "round");
    path.setAttribute("d", steps.toString());
    return path;
  }
}
