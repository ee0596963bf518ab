package dev.dyn.jvm.array;

/// What work on a row of a matrix reads or writes of a root: for row i entries `i * shift + low` to
/// `i * shift + high`, both included, and not necessarily all of them.
///
/// @param shift from one row to the next; 0 for what all rows share
record RowAccess(Root root, int shift, int low, int high) {
  /// What all rows share.
  static RowAccess shared(View view) {
    return new RowAccess(view.root(), 0, 0, 0);
  }

  /// A contiguous tensor, of which each row has `each` entries.
  static RowAccess contiguous(View view, int each) {
    return new RowAccess(view.root(), each, view.offset(), view.offset() + each - 1);
  }

  /// A view with the rows along this axis.
  static RowAccess of(View view, int rowAxis) {
    int low = view.offset();
    int high = view.offset();
    for (int axis = 0; axis < view.rank(); axis++) {
      int reach = (view.extents().get(axis) - 1) * view.strides().get(axis);
      if (axis != rowAxis) {
        low += Math.min(0, reach);
        high += Math.max(0, reach);
      }
    }
    return new RowAccess(view.root(), view.strides().get(rowAxis), low, high);
  }

  /// Whether these are entries of row i alone, in a root of so many rows.
  boolean isOwnRow(int rows) {
    return root instanceof Root.Computed(_, _, int size)
        && size % rows == 0
        && shift == size / rows
        && low >= 0
        && high < shift;
  }
}
