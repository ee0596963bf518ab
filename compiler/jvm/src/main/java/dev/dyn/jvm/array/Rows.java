package dev.dyn.jvm.array;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Repeats short rows that all rows of a loop share, such as the bias of a convolution with few
/// channels, until they are as long as the next axis: then the loop runs over both axes at once
/// instead of over a few entries at a time.
final class Rows {
  /// Rows from this length on are as good as longer ones.
  private static final int LONG = 64;

  private final List<Work> all = new ArrayList<>();
  private final Map<View, View> repeated = new HashMap<>();
  private int next;

  private Rows(int next) {
    this.next = next;
  }

  /// @param next the number of the next fresh root
  static List<Work> of(List<Work> works, int next) {
    Rows rows = new Rows(next);
    for (Work work : works) {
      rows.all.add(work instanceof Work.Entrywise map ? rows.longer(map) : work);
    }
    return rows.all;
  }

  private Work longer(Work.Entrywise map) {
    List<Integer> extents = map.target().extents();
    int rank = extents.size();
    boolean isFit =
        rank > 2
            && map.after().isEmpty()
            && map.target().isContiguous()
            && extents.getLast() < LONG
            && extents.getLast() > 1
            && map.args().stream().allMatch(arg -> isShared(arg) || continues(arg))
            && map.args().stream().anyMatch(Rows::isShared);
    if (!isFit) {
      return map;
    }
    List<View> args =
        map.args().stream().map(arg -> isShared(arg) ? repeated(arg, extents) : arg).toList();
    return new Work.Entrywise(map.method(), args, map.target(), map.after(), map.site());
  }

  /// Whether all rows are the same entries.
  private static boolean isShared(View arg) {
    return arg.strides().getLast() == 1
        && arg.strides().subList(0, arg.rank() - 1).stream().allMatch(stride -> stride == 0);
  }

  /// Whether the last two axes are one stretch.
  private static boolean continues(View arg) {
    int last = arg.rank() - 1;
    return arg.strides().get(last - 1) == arg.extents().get(last) * arg.strides().get(last);
  }

  private View repeated(View arg, List<Integer> extents) {
    int last = extents.size() - 1;
    View one =
        new View(arg.root(), arg.offset(), extents.subList(last - 1, last + 1), List.of(0, 1));
    View rows =
        repeated.computeIfAbsent(
            one,
            row -> {
              View target =
                  View.whole(
                      new Root.Computed(next++, row.root().elem(), row.shape().size()),
                      row.shape());
              all.add(new Work.Entrywise(Optional.empty(), List.of(row), target, List.of(), -1));
              return target;
            });
    return rows.broadcast(
        new View(rows.root(), 0, extents, extents).shape(), List.of(last - 1, last));
  }
}
