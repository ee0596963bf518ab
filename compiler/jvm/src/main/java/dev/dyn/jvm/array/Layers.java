package dev.dyn.jvm.array;

import dev.dyn.jvm.small.Instruction;
import dev.dyn.runtime.kernel.Epilogue;
import dev.dyn.runtime.math.Arithmetic;
import dev.dyn.runtime.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Lets a product of matrices do what follows each of its entries, before these leave the
/// first-level cache: the biases and the `relu` of a layer, and the derivative of `relu`.
///
/// ```
/// relu(x @ w + b)          where(h <= 0, 0, g @ wᵀ)
/// ```
///
/// Not where another loop goes over the result anyway: there a sum more costs nothing.
final class Layers {
  /// With fewer columns what follows shares a loop with more than this product.
  private static final int FEWEST_COLUMNS = 5;

  private final Map<Root, Integer> writes = new HashMap<>();
  private final Map<Root, List<Work>> readers = new HashMap<>();
  private final Map<Root, Work.Entrywise> comparisons = new HashMap<>();

  /// What must be in memory in any case.
  private final Set<Root> stored;

  /// What the last piece of work of a layer becomes, and the pieces before it.
  private final Map<Work, Work> layers = new HashMap<>();

  private final Set<Work> gone = new HashSet<>();

  private Layers(List<Work> works, Set<Root> results) {
    stored = new HashSet<>(results);
    for (Work work : works) {
      stored.addAll(Remade.stored(work));
      work.writes().forEach(view -> writes.merge(view.root(), 1, Integer::sum));
      for (Root root : new HashSet<>(work.reads().stream().map(View::root).toList())) {
        readers.computeIfAbsent(root, _ -> new ArrayList<>()).add(work);
      }
      if (work instanceof Work.Entrywise map && isAtMostZero(map)) {
        comparisons.put(map.target().root(), map);
      }
    }
  }

  /// @param results roots that must stay, because they are results
  static List<Work> of(List<Work> works, Set<Root> results) {
    Layers all = new Layers(works, results);
    for (Work work : works) {
      if (work instanceof Work.Task(RuntimeCall.Product product, var args, var targets)
          && product.batch() == 1
          && product.columns() >= FEWEST_COLUMNS) {
        all.look(work, product, args, targets.getFirst(), results);
      }
    }
    return works.stream()
        .filter(work -> !all.gone.contains(work))
        .map(work -> all.layers.getOrDefault(work, work))
        .toList();
  }

  private void look(
      Work task, RuntimeCall.Product product, List<View> args, View made, Set<Root> results) {
    if (results.contains(made.root()) || writes.get(made.root()) != 1 || !isAll(made)) {
      return;
    }
    List<Work> readers = readers(made);
    if (readers.stream().anyMatch(reader -> layers.containsKey(reader) || gone.contains(reader))) {
      return; // the sum of two products ends one of them
    }
    if (readers.size() == 1 && readers.getFirst() instanceof Work.Entrywise map) {
      if (isCall(map, "add")) {
        sum(task, product, args, made, map, results);
      } else if (isCall(map, "select")) {
        derivative(task, product, args, made, map);
      }
    } else {
      choice(made)
          .ifPresent(map -> end(task, made, map, Epilogue.RELU, product, args, Optional.empty()));
    }
  }

  private void sum(
      Work task,
      RuntimeCall.Product product,
      List<View> args,
      View made,
      Work.Entrywise sum,
      Set<Root> results) {
    View first = sum.args().getFirst();
    View other = first.root().equals(made.root()) ? sum.args().getLast() : first;
    Optional<View> matrix = matrix(other, product);
    boolean isSum =
        matrix.isPresent()
            && !other.root().equals(made.root())
            && sum.args().stream().anyMatch(arg -> isSame(arg, made));
    if (!isSum) {
      return;
    }
    boolean isKept = results.contains(sum.target().root()) || !isAll(sum.target());
    Optional<Work.Entrywise> relu = isKept ? Optional.empty() : choice(sum.target());
    if (relu.isPresent() && canEnd(relu.get())) {
      end(task, made, relu.get(), Epilogue.ADD_RELU, product, args, matrix);
      gone.add(sum);
    } else {
      end(task, made, sum, Epilogue.ADD, product, args, matrix);
    }
  }

  /// `select(le(y, 0), 0, x)`.
  private void derivative(
      Work task, RuntimeCall.Product product, List<View> args, View made, Work.Entrywise choice) {
    Work.Entrywise comparison = comparisons.get(choice.args().getFirst().root());
    if (comparison == null
        || !isSame(choice.args().getFirst(), comparison.target())
        || !isZero(choice.args().get(1))
        || !isSame(choice.args().getLast(), made)) {
      return;
    }
    Optional<View> compared = matrix(comparison.args().getFirst(), product);
    if (compared.isPresent() && canEnd(choice)) {
      end(task, made, choice, Epilogue.WHERE_POSITIVE, product, args, compared);
      if (readers(comparison.target()).size() == 1) {
        gone.add(comparison);
      }
    }
  }

  /// The choice of `relu`, if it is all that becomes of `x`.
  private Optional<Work.Entrywise> choice(View x) {
    List<Work> readers = readers(x);
    if (readers.size() != 2
        || !(readers.getFirst() instanceof Work.Entrywise comparison)
        || !(readers.getLast() instanceof Work.Entrywise choice)) {
      return Optional.empty();
    }
    boolean isRelu =
        isAtMostZero(comparison)
            && isSame(comparison.args().getFirst(), x)
            && isCall(choice, "select")
            && isSame(choice.args().getFirst(), comparison.target())
            && isZero(choice.args().get(1))
            && isSame(choice.args().getLast(), x)
            && readers(comparison.target()).size() == 1;
    return isRelu ? Optional.of(choice) : Optional.empty();
  }

  private void end(
      Work task,
      View made,
      Work.Entrywise last,
      Epilogue end,
      RuntimeCall.Product product,
      List<View> args,
      Optional<View> other) {
    if (!canEnd(last)) {
      return;
    }
    boolean hasRelu = end == Epilogue.RELU || end == Epilogue.ADD_RELU;
    if (hasRelu) {
      gone.add(comparisons.get(last.args().getFirst().root()));
    }
    List<View> all = new ArrayList<>(args);
    other.ifPresent(all::add);
    RuntimeCall call =
        new RuntimeCall.Layer(product.rows(), product.inner(), product.columns(), end);
    layers.put(last, new Work.Task(call, all, List.of(last.target())));
    gone.add(task);
  }

  /// Whether the work's result is stored by itself, and in one stretch.
  private boolean canEnd(Work.Entrywise last) {
    Root root = last.target().root();
    return stored.contains(root) && last.target().isContiguous() && last.after().isEmpty();
  }

  private List<Work> readers(View view) {
    return readers.getOrDefault(view.root(), List.of());
  }

  /// The rows and columns of what has an entry for each of the product.
  private static Optional<View> matrix(View view, RuntimeCall.Product product) {
    boolean isInMemory =
        switch (view.root()) {
          case Root.Input _, Root.Table _, Root.Computed _ -> true;
          case Root.Number _, Root.Counter _ -> false;
        };
    return isInMemory
        ? view.reshaped(new Shape(product.rows(), product.columns()))
            .filter(rows -> rows.strides().getLast() == 1)
        : Optional.empty();
  }

  /// Whether the view is the whole of its root, in order.
  private static boolean isAll(View view) {
    return view.offset() == 0
        && view.isContiguous()
        && view.root() instanceof Root.Computed(_, _, int size)
        && size == view.shape().size();
  }

  /// Whether `view` has the entries of `made` in their order.
  private static boolean isSame(View view, View made) {
    return view.root().equals(made.root())
        && view.offset() == made.offset()
        && view.isContiguous()
        && view.shape().size() == made.shape().size();
  }

  private static boolean isAtMostZero(Work.Entrywise map) {
    return isCall(map, "le") && isZero(map.args().getLast()) && isAll(map.target());
  }

  private static boolean isZero(View view) {
    return view.root() instanceof Root.Number(Instruction.Literal literal)
        && literal.elem().isReal()
        && literal.bits() == 0;
  }

  private static boolean isCall(Work.Entrywise map, String name) {
    return map.method()
        .filter(method -> method.owner() == Arithmetic.class && method.name().equals(name))
        .isPresent();
  }
}
