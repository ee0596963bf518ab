package dev.dyn.jvm.array;

import dev.dyn.jvm.emit.ArrayForms;
import dev.dyn.jvm.emit.VectorCalls;
import dev.dyn.runtime.kernel.Sums;
import java.util.List;

/// Work whose rows continue each other in all that it reads and writes, so that one loop goes over
/// all rows as if they were one.
///
/// A function that takes a whole stretch at once is called for each row where the loop also reads
/// what is the same for all rows. For short rows that costs more than to store what the function
/// takes, and to go over all rows in a loop of its own:
///
/// ```
/// tanh(x @ w + b) for [20, 50]   →   twenty rows of x @ w + b, then one tanh of 1,000 entries
/// ```
final class Flat {
  /// Rows of this length are long enough for a call.
  private static final int LONG_ROW = 256;

  /// Rows of so few entries are no work for vectors.
  private static final int SHORT_ROW = 4;

  /// Entries that stay in the first-level cache until they are read again.
  private static final int MOST_ENTRIES = 4096;

  private Flat() {}

  /// Whether the work should only share a loop with other flat work. Pairs may be worth more
  /// together with their sum, see [PairPlan].
  static boolean pays(Work.Entrywise map) {
    List<Integer> extents = map.target().extents();
    return map.method().filter(m -> ArrayForms.has(m) && !VectorCalls.isInRegisters(m)).isPresent()
        && extents.size() > 1
        && extents.getLast() < LONG_ROW
        && extents.getLast() % Sums.LANES != 0
        && map.target().shape().size() <= MOST_ENTRIES
        && !PairPlan.areSquare(extents)
        && is(map);
  }

  /// Whether the rows of all arguments and of the target continue each other.
  static boolean is(Work.Entrywise map) {
    return map.target().isContiguous()
        && map.args().stream().allMatch(view -> view.isContiguous() || isSame(view));
  }

  /// Whether to write out what is the same for all rows, or along them, because the rows are too
  /// short for vectors: where it is used, one loop can then go over all rows.
  static boolean paysToCopy(View wide) {
    int entries = wide.shape().size();
    return wide.rank() > 1
        && wide.root().elem().isReal()
        && wide.extents().getLast() > 1
        && wide.extents().getLast() <= SHORT_ROW
        && entries >= Sums.LANES
        && entries <= MOST_ENTRIES
        && !isSame(wide)
        && !wide.isContiguous();
  }

  private static boolean isSame(View view) {
    return view.strides().stream().allMatch(stride -> stride == 0);
  }
}
