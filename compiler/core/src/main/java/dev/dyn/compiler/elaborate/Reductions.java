package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.elaborate.Builtin.Bound;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Size;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ArrayFunctions;
import dev.dyn.compiler.op.ElementaryFunctions;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.compiler.source.Span;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Functions of many numbers that give fewer: `sum(x)`, `sum(x, axis: 0)`, `sum(x[i] for i in
/// 0..<n)`.
final class Reductions {
  private static final Set<String> MEANS = Set.of("mean", "variance", "std");

  private Reductions() {}

  static List<Builtin> all() {
    return List.of(
        reduction("sum", (b, x, axes) -> b.reduce(ReduceFn.SUM, x, axes)),
        reduction("prod", (b, x, axes) -> b.reduce(ReduceFn.PROD, x, axes)),
        reduction("mean", Reductions::mean),
        reduction("variance", Reductions::variance),
        reduction("std", (b, x, axes) -> b.call(ElementaryFunctions.SQRT, variance(b, x, axes))),
        truth("any", ReduceFn.ANY),
        truth("all", ReduceFn.ALL),
        Builtin.of("norm", "x", (e, a) -> new Value.Array(norm(a.builder(), a.real("x")))),
        Builtin.of("dot", "x y", Reductions::dot),
        Builtin.of("slope", "x y", Reductions::slope),
        Builtin.of("correlation", "x y", Reductions::correlation),
        place("argmax", ReduceFn.ARGMAX),
        place("argmin", ReduceFn.ARGMIN),
        Builtin.of("count", "mask", Reductions::count),
        Builtin.of("first", "mask", Reductions::first),
        Builtin.of("trace", "a", Reductions::trace));
  }

  /// Writes a reduction over the given axes.
  @FunctionalInterface
  interface Lines {
    Var write(Builder b, Var x, List<Integer> axes);
  }

  static Builtin reduction(String name, Lines lines) {
    return Builtin.of(
        name,
        "x axis?",
        (e, a) -> {
          Var x = a.number("x");
          if (MEANS.contains(name)) {
            x = e.numbers().real(x);
            requireSome(a, x, name);
          }
          return new Value.Array(lines.write(a.builder(), x, axes(a, x)));
        });
  }

  /// The axes that a call reduces: `axis:`, those of the generators, or all.
  static List<Integer> axes(Bound a, Var x) {
    int rank = x.type().rank();
    if (a.has("axis")) {
      if (a.value("axis") instanceof Value.Ints(var list)) {
        return list.stream().map(d -> counted(a, d, rank)).sorted().distinct().toList();
      }
      return List.of(a.axis("axis", rank));
    }
    int last = a.generators("x").orElse(rank);
    return IntStream.range(0, last).boxed().toList();
  }

  private static int counted(Bound a, Dim axis, int rank) {
    int k = (int) axis.value();
    int counted = k < 0 ? k + rank : k;
    if (counted < 0 || counted >= rank) {
      throw a.elaborator()
          .fail(
              Diagnostic.of(
                  TypeCodes.WRONG_AXIS,
                  "There is no axis "
                      + k
                      + " in a tensor with "
                      + rank
                      + (rank == 1 ? " dimension." : " dimensions."),
                  a.span("axis")));
    }
    return counted;
  }

  /// The largest or smallest: of two numbers (entry by entry), or of all entries.
  static Value extreme(Elaborator e, Arguments arguments, Callable self, ReduceFn fn, Span site) {
    boolean ofTwo = arguments.all().stream().filter(g -> g.name().isEmpty()).count() == 2;
    if (ofTwo) {
      Bound a = new Bound(e, arguments.bind(e, self, List.of("x", "y"), site), site);
      return new Value.Array(
          e.numbers()
              .apply(
                  fn == ReduceFn.MAX ? Scalars.MAX : Scalars.MIN,
                  List.of(
                      new Numbers.Operand(a.value("x"), a.span("x")),
                      new Numbers.Operand(a.value("y"), a.span("y"))),
                  site));
    }
    Bound a = new Bound(e, arguments.bind(e, self, List.of("x", "axis?"), site), site);
    Var x = a.number("x");
    List<Integer> axes = axes(a, x);
    requireSome(a, x, self.name());
    return new Value.Array(a.builder().reduce(fn, x, axes));
  }

  private static Dim count(Type type, List<Integer> axes) {
    return axes.stream().map(type::dim).reduce(Dim.ONE, Dim::times);
  }

  private static Var counted(Builder b, Var x, List<Integer> axes, Type result) {
    Dim n = count(x.type(), axes);
    Var size = n.isKnown() ? b.integer(n.value()) : b.emit("n", new Size(n));
    return b.broadcast(b.convert(size, x.type().elem()), result.dims(), List.of());
  }

  static Var mean(Builder b, Var x, List<Integer> axes) {
    Var sum = b.reduce(ReduceFn.SUM, x, axes);
    return b.div(sum, counted(b, x, axes, sum.type()));
  }

  /// Mean square distance from the mean, of x − x[first], so that equal values give exactly 0.
  static Var variance(Builder b, Var x, List<Integer> axes) {
    Var shifted = b.sub(x, repeated(b, firsts(b, x, axes), x.type(), axes));
    Var distance = b.sub(shifted, repeated(b, mean(b, shifted, axes), x.type(), axes));
    return mean(b, b.mul(distance, distance), axes);
  }

  private static Var firsts(Builder b, Var x, List<Integer> axes) {
    Var first = x;
    for (int k = axes.size() - 1; k >= 0; k--) {
      first = b.pick(first, axes.get(k), Dim.ZERO);
    }
    return first;
  }

  /// A reduced tensor repeated along the axes that vanished.
  private static Var repeated(Builder b, Var reduced, Type type, List<Integer> axes) {
    return b.broadcast(reduced, type.dims(), Builder.otherAxes(type.rank(), axes));
  }

  static Var norm(Builder b, Var x) {
    return b.call(ElementaryFunctions.SQRT, b.reduceAll(ReduceFn.SUM, b.mul(x, x)));
  }

  private static Builtin truth(String name, ReduceFn fn) {
    return Builtin.of(
        name,
        "x axis?",
        (e, a) -> {
          Var x = e.numbers().condition(a.value("x"), a.span("x"));
          return new Value.Array(a.builder().reduce(fn, x, axes(a, x)));
        });
  }

  private static Builtin place(String name, ReduceFn fn) {
    return Builtin.of(
        name,
        "x axis?",
        (e, a) -> {
          Var x = a.number("x");
          requireSome(a, x, name);
          return new Value.Array(a.builder().reduce(fn, x, axes(a, x)));
        });
  }

  /// There is no mean or extreme of nothing.
  private static void requireSome(Bound a, Var x, String name) {
    if (axes(a, x).stream().anyMatch(axis -> x.type().dim(axis).is(0))) {
      throw a.elaborator()
          .fail(
              Diagnostic.of(
                  TypeCodes.SHAPE_MISMATCH,
                  "`" + name + "` of nothing has no value.",
                  a.span("x"),
                  "this is " + Value.describe(x.type())));
    }
  }

  private static Var[] pair(Elaborator e, Bound a) {
    Var x = a.real("x");
    Var y = a.real("y");
    if (!x.type().equals(y.type())) {
      throw e.fail(
          Diagnostic.of(TypeCodes.SHAPE_MISMATCH, "The two tensors must have one shape.", a.site())
              .relate(a.span("x"), "this is " + Value.describe(x.type()))
              .relate(a.span("y"), "this is " + Value.describe(y.type())));
    }
    return new Var[] {x, y};
  }

  private static Value dot(Elaborator e, Bound a) {
    Var[] xy = pair(e, a);
    return new Value.Array(a.builder().reduceAll(ReduceFn.SUM, a.builder().mul(xy[0], xy[1])));
  }

  private static Var centered(Builder b, Var x) {
    List<Integer> all = IntStream.range(0, x.type().rank()).boxed().toList();
    return b.sub(x, repeated(b, mean(b, x, all), x.type(), all));
  }

  /// The slope of the straight line through the points that is best in the sense of least squares.
  private static Value slope(Elaborator e, Bound a) {
    Var[] xy = pair(e, a);
    Builder b = a.builder();
    Var dx = centered(b, xy[0]);
    Var dy = centered(b, xy[1]);
    return new Value.Array(
        b.div(b.reduceAll(ReduceFn.SUM, b.mul(dx, dy)), b.reduceAll(ReduceFn.SUM, b.mul(dx, dx))));
  }

  private static Value correlation(Elaborator e, Bound a) {
    Var[] xy = pair(e, a);
    Builder b = a.builder();
    Var dx = centered(b, xy[0]);
    Var dy = centered(b, xy[1]);
    Var scale = b.mul(norm(b, dx), norm(b, dy));
    return new Value.Array(b.div(b.reduceAll(ReduceFn.SUM, b.mul(dx, dy)), scale));
  }

  private static Value count(Elaborator e, Bound a) {
    Var mask = e.numbers().condition(a.value("mask"), a.span("mask"));
    return new Value.Array(
        a.builder().reduceAll(ReduceFn.SUM, a.builder().convert(mask, Elem.I64)));
  }

  /// The place of the first true entry of a vector; where none is true, looking it up fails the
  /// run.
  private static Value first(Elaborator e, Bound a) {
    Var mask = e.numbers().condition(a.value("mask"), a.span("mask"));
    if (mask.type().rank() != 1) {
      throw e.fail(
          Diagnostic.of(
              TypeCodes.SHAPE_MISMATCH,
              "`first` looks through a vector of truth values.",
              a.span("mask"),
              "this is " + Value.describe(mask.type())));
    }
    return new Value.Array(a.builder().array(ArrayFunctions.FIRST, e.protect(mask, 1)));
  }

  private static Value trace(Elaborator e, Bound a) {
    Var x = a.number("a");
    if (x.type().rank() != 2 || !x.type().dim(0).equals(x.type().dim(1))) {
      throw e.fail(
          Diagnostic.of(
              TypeCodes.SHAPE_MISMATCH,
              "Only a square matrix has a trace.",
              a.span("a"),
              "this is " + Value.describe(x.type())));
    }
    Var i = a.builder().iota(x.type().dim(0));
    Var diagonal = a.builder().emit("diagonal", new Reindex.Gather(x, List.of(i, i), 0));
    return new Value.Array(a.builder().reduceAll(ReduceFn.SUM, diagonal));
  }
}
