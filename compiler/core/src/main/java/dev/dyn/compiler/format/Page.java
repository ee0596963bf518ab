package dev.dyn.compiler.format;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The lines with their indentation, computed anew whenever a gap changes.
///
/// After an opening bracket that ends its line, what is inside is indented by two more than that
/// line; after one that does not, it stands under the first thing inside. A statement that goes on
/// in another line is indented by two more.
final class Page {
  private static final int STEP = 2;

  private final List<Line> lines;

  /// Blanks in front of each cell; the indentation for the first of a line.
  private final int[][] gaps;

  private final int[][] columns;

  Page(List<Line> lines) {
    this.lines = lines;
    this.gaps = new int[lines.size()][];
    this.columns = new int[lines.size()][];
    for (int i = 0; i < lines.size(); i++) {
      gaps[i] = lines.get(i).cells().stream().mapToInt(Cell::gap).toArray();
      columns[i] = new int[gaps[i].length];
    }
    place();
  }

  List<Line> lines() {
    return lines;
  }

  int column(int line, int cell) {
    return columns[line][cell];
  }

  /// Gives a cell this many blanks more than it needs.
  void widen(int line, int cell, int extra) {
    gaps[line][cell] = lines.get(line).cells().get(cell).gap() + extra;
  }

  /// An open bracket: how its line and what is inside it are indented.
  private record Opened(int line, int inside) {}

  /// Computes indentation and columns of all lines.
  void place() {
    var open = new ArrayDeque<Opened>();
    for (int i = 0; i < lines.size(); i++) {
      gaps[i][0] = indentation(lines.get(i), open);
      placeLine(i, open);
    }
  }

  private static int indentation(Line line, Deque<Opened> open) {
    if (open.isEmpty()) return line.isContinuation() ? STEP : 0;
    if (Spacing.isCloser(line.first().token().getType())) return open.getFirst().line();
    return open.getFirst().inside() + (line.isContinuation() ? STEP : 0);
  }

  private void placeLine(int i, Deque<Opened> open) {
    var cells = lines.get(i).cells();
    int at = 0;
    for (int k = 0; k < cells.size(); k++) {
      Cell cell = cells.get(k);
      at += gaps[i][k];
      columns[i][k] = at;
      at = cell.hasLineBreak() ? cell.width() : at + cell.width();
      if (Spacing.isCloser(cell.token().getType())) open.pop();
      if (Spacing.isOpener(cell.token().getType())) {
        boolean endsLine = k + 1 == cells.size() || cells.get(k + 1).isComment();
        int inside = endsLine ? gaps[i][0] + STEP : at + gaps[i][k + 1];
        open.push(new Opened(gaps[i][0], inside));
      }
    }
  }

  String text() {
    var out = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).afterBlank()) out.append('\n');
      var cells = lines.get(i).cells();
      for (int k = 0; k < cells.size(); k++) {
        out.repeat(' ', gaps[i][k]).append(cells.get(k).text());
      }
      out.append('\n');
    }
    return out.toString();
  }
}
