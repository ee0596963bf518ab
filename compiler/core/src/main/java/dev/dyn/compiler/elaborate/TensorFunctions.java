package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.elaborate.Builtin.Bound;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Functions;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.compiler.source.Span;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Functions that make tensors or move their entries.
final class TensorFunctions {
  private TensorFunctions() {}

  static List<Builtin> all() {
    return List.of(
        Builtin.of("zeros", "shape", (e, a) -> filled(a, 0, a.shape("shape"))),
        Builtin.of("ones", "shape", (e, a) -> filled(a, 1, a.shape("shape"))),
        Builtin.of("full", "shape value", TensorFunctions::full),
        Builtin.of("zeros_like", "x", (e, a) -> like(a, 0)),
        Builtin.of("ones_like", "x", (e, a) -> like(a, 1)),
        Builtin.of("eye", "n", (e, a) -> new Value.Array(eye(a))),
        Builtin.of("linspace", "from to n", (e, a) -> new Value.Array(linspace(a))),
        Builtin.of("logspace", "from to n", TensorFunctions::logspace),
        Builtin.of("range", "n", (e, a) -> new Value.Array(a.builder().iota(a.extent("n")))),
        Builtin.of("concat", "tensors axis?", TensorFunctions::concat),
        Builtin.of("stack", "tensors", TensorFunctions::stack),
        Builtin.of("reshape", "x shape", TensorFunctions::reshape),
        Builtin.of("flip", "x axis?", TensorFunctions::flip),
        Builtin.of("roll", "x shift axis?", TensorFunctions::roll),
        Builtin.of("where", "condition then otherwise", TensorFunctions::where),
        Builtin.of("onehot", "k n", TensorFunctions::onehot),
        Builtin.of("len", "x", TensorFunctions::length),
        Builtin.of("int", "x", (e, a) -> toInt(a)),
        Builtin.of("real", "k", (e, a) -> new Value.Array(e.numbers().real(a.var("k")))));
  }

  private static Value filled(Bound a, double value, List<Dim> dims) {
    return new Value.Array(a.builder().fill(value, new Type(a.elaborator().real(), dims)));
  }

  private static Value full(Elaborator e, Bound a) {
    Var value = a.number("value");
    e.numbers().requireScalar(value, "value", a.span("value"));
    return new Value.Array(a.builder().broadcast(value, a.shape("shape"), List.of()));
  }

  private static Value like(Bound a, double value) {
    return new Value.Array(a.builder().fill(value, a.number("x").type()));
  }

  private static Var eye(Bound a) {
    Builder b = a.builder();
    Dim n = a.extent("n");
    Var i = b.iota(n);
    List<Dim> square = List.of(n, n);
    Var same =
        b.call(Scalars.EQ, b.broadcast(i, square, List.of(0)), b.broadcast(i, square, List.of(1)));
    return b.convert(same, a.elaborator().real());
  }

  /// `n` numbers from `from` to `to` at equal distances: `from + k*((to − from)/(n − 1))`, and `to`
  /// itself as the last.
  private static Var linspace(Bound a) {
    Builder b = a.builder();
    Var from = a.elaborator().numbers().realScalar(a.value("from"), "start", a.span("from"));
    Var to = a.elaborator().numbers().realScalar(a.value("to"), "end", a.span("to"));
    Dim n = a.size("n");
    if (n.isKnown() && n.value() < 1) {
      throw a.elaborator()
          .fail(
              Diagnostic.of(
                  TypeCodes.NEGATIVE_DIMENSION,
                  "`linspace` needs at least one point.",
                  a.span("n")));
    }
    if (n.is(1)) {
      return b.reshape(from, List.of(Dim.ONE));
    }
    Elem real = a.elaborator().real();
    Var last = b.convert(a.elaborator().size(n.minus(Dim.ONE)), real);
    Var distance = b.div(b.sub(to, from), last);
    List<Dim> dims = List.of(n);
    Var k = b.convert(b.iota(n), real);
    Var points =
        b.add(b.broadcast(from, dims, List.of()), b.mul(k, b.broadcast(distance, dims, List.of())));
    Var atEnd = b.call(Scalars.EQ, k, b.broadcast(last, dims, List.of()));
    return b.select(atEnd, b.broadcast(to, dims, List.of()), points);
  }

  /// Powers of ten with exponents at equal distances.
  private static Value logspace(Elaborator e, Bound a) {
    Var exponents = linspace(a);
    Var ten = a.builder().fill(10, exponents.type());
    return new Value.Array(a.builder().call(Functions.POW, ten, exponents));
  }

  private static List<Var> parts(Elaborator e, Bound a) {
    List<Value> written = a.given().get("tensors").elements().get();
    List<Value> values =
        switch (written.isEmpty() ? a.value("tensors") : new Value.Tuple(written)) {
          case Value.Tuple(var parts) -> parts;
          case Value.Array(Var var) when var.type().rank() > 0 && var.type().dim(0).isKnown() ->
              IntStream.range(0, var.type().dim(0).size())
                  .<Value>mapToObj(k -> new Value.Array(a.builder().pick(var, 0, Dim.of(k))))
                  .toList();
          case Value other ->
              throw e.fail(
                  Diagnostic.of(
                      TypeCodes.NOT_A_TENSOR,
                      "A list of tensors is needed here, such as `[a, b]`.",
                      a.span("tensors"),
                      "this is " + other.describe()));
        };
    if (values.isEmpty()) {
      throw e.fail(
          Diagnostic.of(
              TypeCodes.NOT_A_TENSOR,
              "There is nothing here to put together.",
              a.span("tensors"),
              "this list is empty"));
    }
    List<Var> vars =
        new ArrayList<>(
            values.stream().map(v -> e.numbers().toVar(e.valid(v), a.span("tensors"))).toList());
    if (vars.stream().anyMatch(v -> v.type().elem().isReal())) {
      vars.replaceAll(v -> v.type().elem() == Elem.I64 ? e.numbers().real(v) : v);
    }
    return vars;
  }

  private static Value concat(Elaborator e, Bound a) {
    List<Var> vars = parts(e, a);
    int rank = vars.getFirst().type().rank();
    int axis = a.has("axis") ? a.axis("axis", rank) : 0;
    Type first = vars.getFirst().type();
    for (Var var : vars) {
      boolean fits = var.type().rank() == rank && rank > 0 && var.type().elem() == first.elem();
      for (int k = 0; fits && k < rank; k++) {
        fits = k == axis || var.type().dim(k).equals(first.dim(k));
      }
      if (!fits) {
        throw e.fail(
            Diagnostic.of(
                TypeCodes.ELEMENTS_DIFFER,
                "These tensors cannot be put one after the other.",
                a.span("tensors"),
                "the first is "
                    + Value.describe(first)
                    + ", another is "
                    + Value.describe(var.type())));
      }
    }
    return new Value.Array(a.builder().concat(vars, axis));
  }

  private static Value stack(Elaborator e, Bound a) {
    List<Var> vars = parts(e, a);
    List<Span> spans = vars.stream().map(_ -> a.span("tensors")).toList();
    return new Value.Array(e.expressions().stack(vars, spans));
  }

  private static Value reshape(Elaborator e, Bound a) {
    Var x = a.var("x");
    Dim count = x.type().count();
    List<Dim> dims = filledIn(e, a.sizes("shape"), count);
    for (Dim dim : dims) {
      if (dim.isKnown() && dim.value() < 0) {
        throw e.fail(
            Diagnostic.of(
                    TypeCodes.NEGATIVE_DIMENSION,
                    "A dimension cannot be negative.",
                    a.span("shape"),
                    "this says " + dim)
                .note("One -1 stands for what is left."));
      }
    }
    boolean fits =
        Dim.product(dims).equals(count)
            || !count.isKnown() && a.sizes("shape").contains(Dim.of(-1));
    if (!fits) {
      throw e.fail(
          Diagnostic.of(
              TypeCodes.SHAPE_MISMATCH,
              "A tensor with "
                  + count
                  + " entries cannot get the shape `"
                  + Value.shape(dims)
                  + "`.",
              a.span("shape"),
              "this has " + Dim.product(dims) + " entries"));
    }
    return new Value.Array(a.builder().reshape(x, dims));
  }

  /// `written` with what is left of `count` entries for an extent −1.
  private static List<Dim> filledIn(Elaborator e, List<Dim> written, Dim count) {
    List<Dim> dims = new ArrayList<>(written);
    int open = dims.indexOf(Dim.of(-1));
    if (open >= 0) {
      dims.set(open, Dim.ONE);
      Dim rest = Dim.product(dims);
      Dim left =
          rest.is(0)
              ? Dim.ZERO
              : count.isKnown() && rest.isKnown()
                  ? Dim.of(count.value() / rest.value())
                  : count.over(rest).orElseGet(() -> e.freshSize("rest"));
      dims.set(open, left);
    }
    return dims;
  }

  private static Value flip(Elaborator e, Bound a) {
    Var x = requireAxis(e, a);
    int axis = a.has("axis") ? a.axis("axis", x.type().rank()) : 0;
    return new Value.Array(reversed(a.builder(), x, axis));
  }

  private static Var requireAxis(Elaborator e, Bound a) {
    Var x = a.var("x");
    if (x.type().isScalar()) {
      throw e.fail(
          Diagnostic.of(
              TypeCodes.NOT_A_TENSOR,
              "A tensor is needed here.",
              a.span("x"),
              "this is a single number"));
    }
    return x;
  }

  static Var reversed(Builder b, Var x, int axis) {
    Dim n = x.type().dim(axis);
    return b.slice(x, axis, n.minus(Dim.ONE), n, -1);
  }

  private static Value roll(Elaborator e, Bound a) {
    Var x = requireAxis(e, a);
    int axis = a.has("axis") ? a.axis("axis", x.type().rank()) : 0;
    Dim n = x.type().dim(axis);
    Dim shift = a.size("shift");
    if (!n.isKnown() || !shift.isKnown()) {
      return new Value.Array(x);
    }
    long by = n.value() == 0 ? 0 : Math.floorMod(shift.value(), n.value());
    if (by == 0) {
      return new Value.Array(x);
    }
    Dim head = Dim.of(n.value() - by);
    Var tail = a.builder().slice(x, axis, head, Dim.of(by), 1);
    return new Value.Array(
        a.builder().concat(List.of(tail, a.builder().slice(x, axis, Dim.ZERO, head, 1)), axis));
  }

  private static Value where(Elaborator e, Bound a) {
    return e.expressions()
        .operators()
        .choose(
            new Numbers.Operand(a.value("condition"), a.span("condition")),
            new Numbers.Operand(a.value("then"), a.span("then")),
            new Numbers.Operand(a.value("otherwise"), a.span("otherwise")),
            a.site());
  }

  private static Value onehot(Elaborator e, Bound a) {
    Builder b = a.builder();
    Var given = e.protect(e.numbers().integer(a.value("k"), a.span("k")), 0);
    Dim n = a.extent("n");
    Var classes = b.broadcast(e.size(n), given.type().dims(), List.of());
    Var k = b.call(Scalars.LABEL, classes, given);
    List<Dim> dims = Operators.concat(k.type().dims(), List.of(n));
    Var columns = b.broadcastTrailing(b.iota(n), dims);
    return new Value.Array(
        b.convert(b.call(Scalars.EQ, columns, b.broadcastLeading(k, dims)), e.real()));
  }

  private static Value length(Elaborator e, Bound a) {
    if (a.value("x") instanceof Value.Tuple(var values)) {
      return new Value.Int(Dim.of(values.size()));
    }
    return new Value.Int(requireAxis(e, a).type().dim(0));
  }

  private static Value toInt(Bound a) {
    Value value = a.value("x");
    return value instanceof Value.Int
        ? value
        : new Value.Array(a.builder().convert(a.var("x"), Elem.I64));
  }
}
