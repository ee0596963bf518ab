package dev.dyn.jvm.array;

import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import dev.dyn.jvm.small.Places;
import dev.dyn.runtime.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gathers and scatters as work for the runtime, or as nothing but a view where the places are
/// counted.
record Lookups(Reading reading) {
  /// Axes that [dev.dyn.runtime.kernel.WindowSums] counts.
  private static final int WINDOW_AXES = 4;

  View gather(Reindex.Gather op, Map<Var, View> views, Shape shape, int site) {
    View source = views.get(op.source());
    Optional<Windows> windows =
        windows(op.indices(), op.batch(), views, source.extents(), source.strides());
    if (windows.isPresent()) {
      List<Integer> strides = new ArrayList<>(windows.get().strides());
      strides.addAll(source.strides().subList(op.indices().size(), source.rank()));
      int offset = source.offset() + windows.get().offset();
      return new View(source.root(), offset, View.boxed(shape.extents()), strides);
    }
    Places places = Places.of(op.source().type().dims(), op.indices(), op.batch());
    View linear = located(places, op.indices(), views, site);
    return task(new RuntimeCall.Gather(places), op.source(), linear, views, shape);
  }

  View scatter(Reindex.Scatter op, Map<Var, View> views, Shape shape, int site) {
    List<Integer> dense = View.boxed(shape.strides());
    Optional<RuntimeCall.WindowSums> sums =
        windows(op.indices(), op.batch(), views, View.boxed(shape.extents()), dense)
            .filter(_ -> op.updates().type().elem().isReal())
            .flatMap(windows -> sums(op, windows, shape, dense));
    if (sums.isPresent()) {
      View updates = reading.contiguous(views.get(op.updates()));
      View target = reading.fresh(op.updates().type().elem(), shape);
      reading.add(new Work.Task(sums.get(), List.of(updates), List.of(target)));
      return target;
    }
    Places places = Places.of(op.dims(), op.indices(), op.batch());
    View linear = located(places, op.indices(), views, site);
    return task(new RuntimeCall.Scatter(places, true), op.updates(), linear, views, shape);
  }

  private static Optional<Windows> windows(
      List<Var> indices,
      int batch,
      Map<Var, View> views,
      List<Integer> extents,
      List<Integer> strides) {
    return batch == 0
        ? Windows.of(indices.stream().map(views::get).toList(), extents, strides)
        : Optional.empty();
  }

  /// The sums of windows with neighbours together and the other axes as few as they can be; empty
  /// if that are too many.
  private static Optional<RuntimeCall.WindowSums> sums(
      Reindex.Scatter op, Windows windows, Shape shape, List<Integer> dense) {
    List<Integer> extents = View.boxed(op.updates().type().shape().extents());
    List<Integer> strides = new ArrayList<>(windows.strides());
    strides.addAll(dense.subList(op.indices().size(), dense.size()));
    int axis = extents.size() - 1;
    int n = 1;
    while (axis >= 0 && (extents.get(axis) == 1 || strides.get(axis) == n)) {
      n *= extents.get(axis--);
    }
    LinkedList<Integer> axes = new LinkedList<>();
    for (; axis >= 0; axis--) {
      int extent = extents.get(axis);
      int stride = strides.get(axis);
      if (!axes.isEmpty() && stride == axes.get(0) * axes.get(1)) {
        axes.set(0, axes.get(0) * extent);
      } else if (extent > 1) {
        axes.addFirst(stride);
        axes.addFirst(extent);
      }
    }
    while (axes.size() < 2 * WINDOW_AXES) {
      axes.addFirst(0);
      axes.addFirst(1);
    }
    return axes.size() == 2 * WINDOW_AXES
        ? Optional.of(new RuntimeCall.WindowSums(axes, n, shape.size(), windows.offset()))
        : Optional.empty();
  }

  /// The places that the indices mean. Those of a look-up serve its derivative too.
  private View located(Places places, List<Var> indices, Map<Var, View> views, int site) {
    List<View> args = indices.stream().map(v -> reading.contiguous(views.get(v))).toList();
    int n = places.batch() * places.where();
    return reading.located(new RuntimeCall.Locate(places.extents(), n, site), args);
  }

  private View task(RuntimeCall call, Var from, View linear, Map<Var, View> views, Shape shape) {
    View target = reading.fresh(from.type().elem(), shape);
    List<View> args = List.of(reading.contiguous(views.get(from)), linear);
    reading.add(new Work.Task(call, args, List.of(target)));
    return target;
  }
}
