package dev.dyn.jvm.array;

import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import dev.dyn.jvm.small.Places;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Gathers and scatters as work for the runtime.
record Lookups(Reading reading) {
  View gather(Reindex.Gather op, Map<Var, View> views, Shape shape, int site) {
    Places places = Places.of(op.source().type().dims(), op.indices(), op.batch());
    RuntimeCall call = new RuntimeCall.Gather(places, site);
    return task(
        call, places, args(op.source(), op.indices(), views), op.source().type().elem(), shape);
  }

  View scatter(Reindex.Scatter op, Map<Var, View> views, Shape shape, int site) {
    Places places = Places.of(op.dims(), op.indices(), op.batch());
    RuntimeCall call = new RuntimeCall.Scatter(places, site);
    return task(
        call, places, args(op.updates(), op.indices(), views), op.updates().type().elem(), shape);
  }

  private List<View> args(Var first, List<Var> indices, Map<Var, View> views) {
    List<View> args = new ArrayList<>();
    args.add(reading.contiguous(views.get(first)));
    indices.forEach(v -> args.add(reading.contiguous(views.get(v))));
    return args;
  }

  private View task(RuntimeCall call, Places places, List<View> args, Elem elem, Shape shape) {
    View target = reading.fresh(elem, shape);
    View linear = reading.fresh(Elem.I64, new Shape(places.batch() * places.where()));
    reading.add(new Work.Task(call, args, List.of(target, linear)));
    return target;
  }
}
