package dev.dyn.compiler.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Keeps the columns that the author made.
///
/// A column is a run of adjacent lines with a token at the same place, where at least one has more
/// blanks before it than it needs. Columns are set from left to right, each as far left as it goes.
/// Tokens that could push each other are not joined: both must stand in the bracket in which the
/// second line begins, or both lines begin in the same one.
final class Columns {
  private static final int PASSES = 8;

  private final Page page;
  private final List<Line> lines;

  Columns(Page page) {
    this.page = page;
    this.lines = page.lines();
  }

  private record At(int line, int cell) {}

  void align() {
    var columns = find();
    for (int pass = 0; pass < PASSES; pass++) {
      boolean moved = false;
      for (var column : columns) moved |= set(column);
      if (!moved) return;
    }
  }

  /// Puts the members of a column where the one that needs most room must be.
  private boolean set(List<At> column) {
    int[] before = places(column);
    column.forEach(m -> page.widen(m.line(), m.cell(), 0));
    page.place();
    int target = column.stream().mapToInt(m -> page.column(m.line(), m.cell())).max().orElse(0);
    column.forEach(m -> page.widen(m.line(), m.cell(), target - page.column(m.line(), m.cell())));
    page.place();
    return !Arrays.equals(before, places(column));
  }

  private int[] places(List<At> column) {
    return column.stream().mapToInt(m -> page.column(m.line(), m.cell())).toArray();
  }

  /// All columns, by the place where the author had them.
  private List<List<At>> find() {
    var byPlace = new TreeMap<Integer, List<List<At>>>();
    for (int i = 0; i < lines.size(); i++) {
      for (int k = 1; k < lines.get(i).cells().size(); k++) place(byPlace, new At(i, k));
    }
    return byPlace.values().stream()
        .flatMap(List::stream)
        .filter(column -> column.size() > 1)
        .toList();
  }

  /// Adds a cell to the column that ends in the line before, or lets it begin one.
  private void place(Map<Integer, List<List<At>>> byPlace, At at) {
    var here = byPlace.computeIfAbsent(cell(at).column(), _ -> new ArrayList<>());
    if (!here.isEmpty() && belong(here.getLast().getLast(), at)) here.getLast().add(at);
    else here.add(new ArrayList<>(List.of(at)));
  }

  private boolean belong(At above, At below) {
    Line upper = lines.get(above.line());
    Line lower = lines.get(below.line());
    Cell a = cell(above);
    Cell b = cell(below);
    boolean adjacent = above.line() + 1 == below.line() && !lower.afterBlank();
    boolean intended = a.isWide() || b.isWide();
    boolean sameSort = a.isComment() == b.isComment();
    boolean whole = upper.cells().stream().noneMatch(Cell::hasLineBreak);
    return adjacent && intended && sameSort && whole && independent(upper, lower, above, a, b);
  }

  private boolean independent(Line upper, Line lower, At above, Cell a, Cell b) {
    if (upper.opener() == lower.opener()) return true;
    boolean firstInside =
        above.cell() > 0
            && upper.cells().get(above.cell() - 1).token().span().start() == lower.opener();
    return a.opener() == b.opener() && a.opener() == lower.opener() && !firstInside;
  }

  private Cell cell(At at) {
    return lines.get(at.line()).cells().get(at.cell());
  }
}
