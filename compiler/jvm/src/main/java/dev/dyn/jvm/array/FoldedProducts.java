package dev.dyn.jvm.array;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Products of matrices whose rows are windows that are only added where they were taken from: the
/// derivative of a convolution by its argument. The rows are made for a few images at a time and
/// stay in a near cache; every place gets its terms in the same order.
final class FoldedProducts {
  /// Entries of a product that is worth to be avoided.
  private static final int LARGE = 1 << 14;

  /// Entries of the factor that each of the images reads.
  private static final int MOST_SHARED = 1 << 16;

  private FoldedProducts() {}

  /// @param results roots that must stay, because they are results
  static List<Work> of(List<Work> works, Set<Root> results) {
    Map<Root, Integer> reads = new HashMap<>();
    Map<Root, Work.Task> products = new HashMap<>();
    for (Work work : works) {
      work.reads().forEach(view -> reads.merge(view.root(), 1, Integer::sum));
      if (work instanceof Work.Task(RuntimeCall.Product product, _, var targets)
          && product.batch() == 1
          && !results.contains(targets.getFirst().root())
          && (long) product.rows() * product.columns() >= LARGE
          && (long) product.inner() * product.columns() <= MOST_SHARED) {
        products.put(targets.getFirst().root(), (Work.Task) work);
      }
    }
    Set<Work> gone = new HashSet<>();
    List<Work> all = new ArrayList<>();
    for (Work work : works) {
      Optional<Work.Task> folded = folded(work, products, reads);
      folded.ifPresent(_ -> gone.add(products.get(work.reads().getFirst().root())));
      all.add(folded.isPresent() ? folded.get() : work);
    }
    return all.stream().filter(work -> !gone.contains(work)).toList();
  }

  private static Optional<Work.Task> folded(
      Work work, Map<Root, Work.Task> products, Map<Root, Integer> reads) {
    if (!(work instanceof Work.Task(RuntimeCall.WindowSums sums, var args, var targets))) {
      return Optional.empty();
    }
    View rows = args.getFirst();
    Work.Task made = products.get(rows.root());
    return made != null
            && made.call() instanceof RuntimeCall.Product product
            && reads.get(rows.root()) == 1
            && rows.offset() == 0
            && rows.shape().size() == product.rows() * product.columns()
            && sums.axes().getFirst() > 1
            && product.rows() % sums.axes().getFirst() == 0
        ? Optional.of(
            new Work.Task(new RuntimeCall.FoldedProduct(product, sums), made.args(), targets))
        : Optional.empty();
  }
}
