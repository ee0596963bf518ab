package dev.dyn.compiler.optimize;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Moves of entries that follow on each other become one move, or none.
final class MoveRules {
  private final Builder b;
  private final Definitions known;

  MoveRules(Builder b, Definitions known) {
    this.b = b;
    this.known = known;
  }

  Optional<Var> apply(Reindex op) {
    return switch (op) {
      case Reindex.Reshape reshape -> reshape(reshape);
      case Reindex.Transpose transpose -> transpose(transpose);
      case Reindex.Broadcast broadcast -> broadcast(broadcast);
      case Reindex.Slice slice -> slice(slice);
      case Reindex.Pad(var arg, int axis, var start, var total, int stride)
          when stride == 1 && start.is(0) && total.equals(arg.type().dim(axis)) ->
          Optional.of(arg);
      case Reindex.Concat(var args, _) when args.size() == 1 -> Optional.of(args.getFirst());
      case Reindex.Pad _, Reindex.Concat _, Reindex.Gather _, Reindex.Scatter _ -> Optional.empty();
    };
  }

  private Optional<Var> reshape(Reindex.Reshape op) {
    List<Dim> dims = op.dims();
    if (op.arg().type().dims().equals(dims)) {
      return Optional.of(op.arg());
    }
    return switch (known.of(op.arg()).orElse(null)) {
      case Reindex.Reshape(var arg, _) -> Optional.of(b.reshape(arg, dims));
      case Reindex.Broadcast(var arg, _, _) when arg.type().isScalar() ->
          Optional.of(b.broadcast(arg, dims, List.of()));
      case null, default -> Optional.empty();
    };
  }

  private Optional<Var> transpose(Reindex.Transpose op) {
    List<Integer> order = op.order();
    List<Dim> dims = op.arg().type().dims();
    List<Integer> moving = order.stream().filter(axis -> !dims.get(axis).is(1)).toList();
    if (moving.stream().sorted().toList().equals(moving)) {
      return Optional.of(b.reshape(op.arg(), order.stream().map(dims::get).toList()));
    }
    return switch (known.of(op.arg()).orElse(null)) {
      case Reindex.Transpose(var arg, var first) ->
          Optional.of(b.transpose(arg, order.stream().map(first::get).toList()));
      case Reindex.Broadcast(var arg, var wide, var axes) -> {
        List<Integer> places = axes.stream().map(order::indexOf).toList();
        boolean ascending = places.stream().sorted().toList().equals(places);
        yield ascending
            ? Optional.of(b.broadcast(arg, order.stream().map(wide::get).toList(), places))
            : Optional.empty();
      }
      case null, default -> Optional.empty();
    };
  }

  private Optional<Var> broadcast(Reindex.Broadcast op) {
    List<Dim> dims = op.dims();
    boolean repeatsNothing =
        Builder.otherAxes(dims.size(), op.axes()).stream().allMatch(axis -> dims.get(axis).is(1));
    if (repeatsNothing) {
      return Optional.of(b.reshape(op.arg(), dims));
    }
    return switch (known.of(op.arg()).orElse(null)) {
      case Reindex.Broadcast(var arg, _, var axes) ->
          Optional.of(b.broadcast(arg, dims, axes.stream().map(op.axes()::get).toList()));
      case null, default -> Optional.empty();
    };
  }

  private Optional<Var> slice(Reindex.Slice op) {
    int axis = op.axis();
    Dim extent = op.arg().type().dim(axis);
    if (op.stride() == 1 && op.start().is(0) && op.size().equals(extent)) {
      return Optional.of(op.arg());
    }
    return switch (known.of(op.arg()).orElse(null)) {
      case Reindex.Broadcast(var arg, var dims, var axes) -> {
        int inner = axes.indexOf(axis);
        Var part = inner < 0 ? arg : b.slice(arg, inner, op.start(), op.size(), op.stride());
        List<Dim> smaller = new ArrayList<>(dims);
        smaller.set(axis, op.size());
        yield Optional.of(b.broadcast(part, smaller, axes));
      }
      case Reindex.Slice(var arg, int other, var start, _, int stride) when other == axis -> {
        Dim from = start.plus(op.start().times(Dim.of(stride)));
        yield Optional.of(b.slice(arg, axis, from, op.size(), stride * op.stride()));
      }
      case Reindex.Pad(var arg, int other, var start, _, int stride)
          when other == axis
              && stride == op.stride()
              && start.equals(op.start())
              && op.size().equals(arg.type().dim(axis)) ->
          Optional.of(arg);
      case Reindex.Concat(var args, int other) when other == axis -> part(op, args);
      case Reindex.Reshape(var arg, var dims) -> outer(op, arg, dims);
      case null, default -> Optional.empty();
    };
  }

  /// A slice that lies in one of the parts that were put together.
  private Optional<Var> part(Reindex.Slice op, List<Var> args) {
    int axis = op.axis();
    if (!op.start().isKnown() || !op.size().isKnown() || op.size().is(0)) {
      return Optional.empty();
    }
    long first = op.start().value();
    long last = first + (op.size().value() - 1) * op.stride();
    long from = 0;
    for (Var arg : args) {
      if (!arg.type().dim(axis).isKnown()) {
        return Optional.empty();
      }
      long to = from + arg.type().dim(axis).value();
      if (Math.min(first, last) >= from && Math.max(first, last) < to) {
        Dim start = Dim.of(first - from);
        return Optional.of(b.slice(arg, axis, start, op.size(), op.stride()));
      }
      from = to;
    }
    return Optional.empty();
  }

  /// A slice along an axis before which a reshape changed nothing but axes of extent 1: slicing
  /// first lets it meet what is below.
  private Optional<Var> outer(Reindex.Slice op, Var arg, List<Dim> dims) {
    List<Integer> mine = solid(dims);
    List<Integer> inner = solid(arg.type().dims());
    boolean same =
        mine.stream().map(dims::get).toList().equals(inner.stream().map(arg.type()::dim).toList());
    int place = mine.indexOf(op.axis());
    if (!same || place < 0) {
      return Optional.empty();
    }
    Var part = b.slice(arg, inner.get(place), op.start(), op.size(), op.stride());
    List<Dim> smaller = new ArrayList<>(dims);
    smaller.set(op.axis(), op.size());
    return Optional.of(b.reshape(part, smaller));
  }

  /// The axes whose extent is not 1.
  private static List<Integer> solid(List<Dim> dims) {
    return IntStream.range(0, dims.size()).filter(axis -> !dims.get(axis).is(1)).boxed().toList();
  }
}
