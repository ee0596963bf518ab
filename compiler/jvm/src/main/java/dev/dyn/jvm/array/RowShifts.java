package dev.dyn.jvm.array;

import java.util.Set;

/// How far the views of a loop move from one row to the next, when a method goes through a block of
/// rows only: what lives in the block alone begins anew in each.
///
/// @param isBlocked whether the loop goes through blocks at all
/// @param local what has memory for one block only
record RowShifts(boolean isBlocked, Set<Root> local) {
  /// For loops that go through all rows.
  static final RowShifts NONE = new RowShifts(false, Set.of());

  RowShifts {
    local = Set.copyOf(local);
  }

  /// @param view with the rows along its first axis
  int of(View view) {
    return isBlocked ? of(view.root(), view.strides().getFirst()) : 0;
  }

  /// @param shift from one row of `root` to the next
  int of(Root root, int shift) {
    return local.contains(root) ? 0 : shift;
  }
}
