package dev.dyn.compiler.optimize;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Constant;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Iota;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Looking up at places that are known and regular is slicing. So `[A[i, j]*x[j] for i in …, j in
/// …]`, which was written with looked-up entries, becomes a product of whole arrays, and `x[(i + 1)
/// mod n]` two slices put together.
///
/// It applies when each index varies along its own axis of the result or along none, in few runs,
/// all inside the extent. Then the source is sliced along each looked-up axis, axes are ordered as
/// in the result, and repeated along axes that no index uses.
final class GatherRules {
  private final Builder b;
  private final Definitions known;

  GatherRules(Builder b, Definitions known) {
    this.b = b;
    this.known = known;
  }

  /// Where an index looks: along axis `axis` of the result (−1: one place for all) at `runs`.
  private record Places(int axis, List<Run> runs) {}

  Optional<Var> apply(Reindex.Gather op) {
    int batch = op.batch();
    List<Places> all = new ArrayList<>();
    Set<Integer> used = new HashSet<>();
    for (int k = 0; k < op.indices().size(); k++) {
      Dim extent = op.source().type().dim(batch + k);
      Optional<Places> places = places(op.indices().get(k), extent);
      boolean own =
          places.isPresent()
              && (places.get().axis() < 0
                  || (places.get().axis() >= batch && used.add(places.get().axis())));
      if (!own) {
        return Optional.empty();
      }
      all.add(places.get());
    }
    return Optional.of(sliced(op, all));
  }

  private Var sliced(Reindex.Gather op, List<Places> all) {
    int batch = op.batch();
    Var x = op.source();
    for (int k = 0; k < all.size(); k++) {
      x = taken(x, batch + k, all.get(k).runs());
    }
    List<Dim> where = op.indices().getFirst().type().dims();
    int rest = x.type().rank() - batch - all.size();
    // the looked-up axes of x in the order of the result, without those that no axis of the result
    // stands for
    List<Integer> varying =
        IntStream.range(0, all.size())
            .boxed()
            .filter(k -> all.get(k).axis() >= 0)
            .sorted((i, j) -> Integer.compare(all.get(i).axis(), all.get(j).axis()))
            .toList();
    List<Integer> order = new ArrayList<>(IntStream.range(0, batch).boxed().toList());
    varying.forEach(k -> order.add(batch + k));
    IntStream.range(0, all.size())
        .filter(k -> all.get(k).axis() < 0)
        .forEach(k -> order.add(batch + k));
    IntStream.range(batch + all.size(), x.type().rank()).forEach(order::add);
    Var ordered = b.transpose(x, order);
    List<Dim> dims = new ArrayList<>(ordered.type().dims().subList(0, batch + varying.size()));
    List<Dim> inner = ordered.type().dims().subList(batch + all.size(), ordered.type().rank());
    dims.addAll(inner);
    Var fitting = b.reshape(ordered, dims);
    List<Integer> axes = new ArrayList<>(IntStream.range(0, batch).boxed().toList());
    varying.forEach(k -> axes.add(all.get(k).axis()));
    IntStream.range(where.size(), where.size() + rest).forEach(axes::add);
    List<Dim> wide = new ArrayList<>(where);
    wide.addAll(inner);
    return b.broadcast(fitting, wide, axes);
  }

  private Var taken(Var x, int axis, List<Run> runs) {
    List<Var> parts =
        runs.stream().map(run -> b.slice(x, axis, run.start(), run.size(), run.stride())).toList();
    return b.concat(parts, axis);
  }

  private Optional<Places> places(Var guarded, Dim extent) {
    Var index = unguarded(guarded);
    if (known.of(index).orElse(null) instanceof Reindex.Broadcast(var arg, _, var axes)
        && arg.type().rank() <= 1) {
      int axis = arg.type().isScalar() ? -1 : axes.getFirst();
      return runs(arg, extent).map(runs -> new Places(axis, runs));
    }
    if (index.type().rank() > 1) {
      return Optional.empty();
    }
    int axis = index.type().isScalar() ? -1 : 0;
    return runs(index, extent).map(runs -> new Places(axis, runs));
  }

  /// The index that counts where what is looked up does. If it is inside the extent everywhere, it
  /// needs no guard: what it finds elsewhere, nobody sees.
  private Var unguarded(Var index) {
    return known.of(index).orElse(null) instanceof Op.Elementwise(var fn, var args)
            && fn == Scalars.GUARD
        ? args.get(1)
        : index;
  }

  private Optional<List<Run>> runs(Var guarded, Dim extent) {
    Var index = unguarded(guarded);
    Op definition = known.of(index).orElse(null);
    if (definition instanceof Iota(Dim size) && fits(size, extent)) {
      return Optional.of(List.of(new Run(Dim.ZERO, size, 1)));
    }
    return definition instanceof Constant(Tensor.I64(_, long[] values)) && extent.isKnown()
        ? Run.of(values, extent.value())
        : Optional.empty();
  }

  private static boolean fits(Dim size, Dim extent) {
    return size.equals(extent)
        || (size.isKnown() && extent.isKnown() && size.value() <= extent.value());
  }
}
