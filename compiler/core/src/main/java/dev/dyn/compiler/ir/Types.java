package dev.dyn.compiler.ir;

import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The types of an operation's results, from the types of its operands. The verifier compares with
/// the same rules.
public final class Types {
  private Types() {}

  public static List<Type> of(Op op) {
    return switch (op) {
      case Constant c -> List.of(c.type());
      case Iota(Dim size) -> List.of(new Type(Elem.I64, List.of(size)));
      case Size _ -> List.of(Type.I64);
      case Op.Elementwise(var fn, var args) ->
          List.of(new Type(fn.result(elems(args)), args.getFirst().type().dims()));
      case Op.Reduce(var fn, var arg, var axes) ->
          List.of(new Type(fn.result(arg.type().elem()), without(arg.type().dims(), axes)));
      case Reindex reindex -> List.of(reindexed(reindex));
      case Op.Contract(var left, var right, int batch, int summed) ->
          List.of(contracted(left.type(), right.type(), batch, summed));
      case Op.ArrayCall(var fn, var args, int batch) -> {
        List<Type> inner = args.stream().map(v -> v.type().inner(batch)).toList();
        List<Dim> outer =
            args.isEmpty() ? List.of() : args.getFirst().type().dims().subList(0, batch);
        yield fn.results(inner).stream()
            .map(type -> type.withDims(concat(outer, type.dims())))
            .toList();
      }
      case Op.Draw(_, var stream, _, var dims, var elem) ->
          List.of(new Type(elem, concat(stream.type().dims(), dims)));
      case Region region -> regionResults(region);
    };
  }

  private static List<Elem> elems(List<Var> args) {
    return args.stream().map(v -> v.type().elem()).toList();
  }

  private static List<Dim> without(List<Dim> dims, List<Integer> axes) {
    return Builder.otherAxes(dims.size(), axes).stream().map(dims::get).toList();
  }

  static List<Dim> concat(List<Dim> first, List<Dim> second) {
    List<Dim> all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }

  private static List<Dim> replaced(List<Dim> dims, int axis, Dim size) {
    List<Dim> all = new ArrayList<>(dims);
    all.set(axis, size);
    return List.copyOf(all);
  }

  private static Type reindexed(Reindex op) {
    return switch (op) {
      case Reindex.Reshape(var arg, var dims) -> arg.type().withDims(dims);
      case Reindex.Transpose(var arg, var order) ->
          arg.type().withDims(order.stream().map(arg.type()::dim).toList());
      case Reindex.Broadcast(var arg, var dims, _) -> arg.type().withDims(dims);
      case Reindex.Slice(var arg, int axis, _, var size, _) ->
          arg.type().withDims(replaced(arg.type().dims(), axis, size));
      case Reindex.Pad(var arg, int axis, _, var total, _) ->
          arg.type().withDims(replaced(arg.type().dims(), axis, total));
      case Reindex.Gather(var source, var indices, int batch) -> {
        List<Dim> where = indices.getFirst().type().dims();
        List<Dim> rest = source.type().dims().subList(batch + indices.size(), source.type().rank());
        yield source.type().withDims(concat(where, rest));
      }
      case Reindex.Scatter(var updates, _, _, var dims) -> updates.type().withDims(dims);
      case Reindex.Concat(var args, int axis) -> {
        Dim total = args.stream().map(v -> v.type().dim(axis)).reduce(Dim.ZERO, Dim::plus);
        Type first = args.getFirst().type();
        yield first.withDims(replaced(first.dims(), axis, total));
      }
    };
  }

  private static Type contracted(Type left, Type right, int batch, int summed) {
    List<Dim> free = left.dims().subList(0, left.rank() - summed);
    return left.withDims(concat(free, right.dims().subList(batch + summed, right.rank())));
  }

  /// Saved times, states, outputs, and the statistics of the steps.
  private static List<Type> course(TimeGrid grid, Block field, Block outputs) {
    Dim count = grid.count();
    List<Type> all = new ArrayList<>();
    all.add(field.parameters().getFirst().type().under(count));
    field.resultTypes().forEach(type -> all.add(type.under(count)));
    outputs.resultTypes().forEach(type -> all.add(type.under(count)));
    all.add(Type.I64.under(Dim.of(3)));
    return all;
  }

  private static List<Type> regionResults(Region region) {
    List<Type> single =
        switch (region) {
          case Region.SimulateFlow r -> course(r.grid(), r.field(), r.outputs());
          case SimulateDiffusion r -> course(r.grid(), r.drift(), r.outputs());
          case Region.SimulateMap map -> {
            Dim count = map.steps().plus(Dim.ONE);
            List<Type> all = new ArrayList<>();
            map.next().resultTypes().forEach(type -> all.add(type.under(count)));
            map.outputs().resultTypes().forEach(type -> all.add(type.under(count)));
            yield all;
          }
          case Region.SimulateHybrid hybrid -> hybrid(hybrid);
          case Region.LyapunovFlow flow -> exponents(flow.count());
          case Region.LyapunovMap map -> exponents(map.count());
          case FixedPoint point -> point.step().resultTypes();
          case Nudge nudge ->
              switch (nudge.extent()) {
                case Nudge.By _ -> nudge.field().resultTypes();
                case Nudge.Until _ -> List.of(nudge.length());
              };
          case Region.Scan scan -> {
            int carried = scan.carried().size();
            List<Type> all = new ArrayList<>();
            List<Type> results = scan.body().resultTypes();
            for (int k = 0; k < results.size(); k++) {
              all.add(k < carried ? results.get(k) : results.get(k).under(scan.length()));
            }
            yield all;
          }
        };
    return region
        .members()
        .map(members -> single.stream().map(type -> type.under(members.size())).toList())
        .orElse(single);
  }

  private static List<Type> hybrid(Region.SimulateHybrid hybrid) {
    Dim count = hybrid.motion().count();
    List<Var> parameters = hybrid.rates().parameters();
    Type time = parameters.getFirst().type();
    List<Type> all = new ArrayList<>();
    if (time.elem().isReal()) {
      all.add(time.under(count));
    }
    parameters.subList(1, 1 + hybrid.states().size()).forEach(v -> all.add(v.type().under(count)));
    hybrid.outputs().resultTypes().forEach(type -> all.add(type.under(count)));
    all.add(Type.I64.under(Dim.of(5)));
    all.add(time.under(hybrid.events()));
    all.add(Type.I64.under(hybrid.events()));
    all.addAll(Collections.nCopies(hybrid.logged(), Type.F64.under(hybrid.events())));
    return all;
  }

  private static List<Type> exponents(int count) {
    Type vector = Type.F64.under(Dim.of(count));
    return List.of(vector, vector);
  }
}
