package dev.dyn.compiler.format;

import java.util.List;

/// A line of the program.
///
/// @param cells at least one
/// @param afterBlank whether a blank line comes before
/// @param isContinuation whether it goes on with a statement that began in an earlier line
/// @param opener the offset of the bracket in which it begins, -1 outside of all
record Line(List<Cell> cells, boolean afterBlank, boolean isContinuation, int opener) {

  Cell first() {
    return cells.getFirst();
  }
}
