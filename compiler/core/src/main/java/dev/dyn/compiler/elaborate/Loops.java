package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.ExperimentCodes;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.elaborate.Builtin.Bound;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.FixedPoint;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.compiler.source.Span;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Loops as functions: `iterate(f, x0, times: n)` is f of f of … x0; `fold(f, init, xs)` takes in
/// the entries of `xs` along the first axis one after the other, `f(state, x)`; `scan` does the
/// same and gives every state on the way, `[n, …]`. Lists of layers are gone through, too.
final class Loops {
  private Loops() {}

  static List<Builtin> all() {
    return List.of(
        Builtin.of("iterate", "f from times", Loops::iterate),
        Builtin.of("fixed_point", "f from tol?", Loops::fixedPoint),
        Builtin.of("fold", "f init xs", (e, a) -> run(e, a, false)),
        Builtin.of("scan", "f init xs", (e, a) -> run(e, a, true)));
  }

  private static Value iterate(Elaborator e, Bound a) {
    Callable f = a.function("f");
    Dim times = a.size("times");
    if (times.isKnown() && times.value() < 0) {
      throw e.fail(
          Diagnostic.of(
              TypeCodes.NEGATIVE_DIMENSION,
              "A function cannot be applied a negative number of times.",
              a.span("times")));
    }
    return loop(
        e,
        a.value("from"),
        List.of(),
        times,
        false,
        a.site(),
        values -> call(e, f, values.subList(0, 1), a.site()));
  }

  /// A point that f leaves where it is. The tolerance is at least four roundings: less cannot be
  /// told from nothing.
  private static Value fixedPoint(Elaborator e, Bound a) {
    Callable f = a.function("f");
    List<Var> start = new ArrayList<>();
    Value form = Trees.flatten(e, a.value("from"), start);
    start.replaceAll(v -> e.numbers().toReal(new Value.Array(v), a.span("from")));
    Block step =
        e.trace(
            types(start),
            names(start),
            vars -> next(e, form, start.size(), vars, values -> call(e, f, values, a.site())));
    requireSame(e, types(start), types(step, start.size()), a.site());
    Blocks.Closed closed = Blocks.close(step, e.names());
    List<Var> found =
        e.builder()
            .emitAll(
                "fixed",
                new FixedPoint(closed.block(), 1, tolerance(e, a), start, closed.captured(), 0));
    return Trees.rebuild(form, found);
  }

  private static Var tolerance(Elaborator e, Bound a) {
    double least = 4 * (e.real() == Elem.F32 ? Math.ulp(1f) : Math.ulp(1.0));
    Var floor = e.builder().real(least, Elem.F64);
    Var given =
        a.has("tol")
            ? e.numbers().doubleScalar(a.value("tol"), "tolerance", a.span("tol"))
            : e.builder().real(1e-9, Elem.F64);
    if (e.beforeRun().unchangeable(given).filter(t -> t.realAt(0) < 0).isPresent()) {
      throw e.fail(
          Diagnostic.of(
              ExperimentCodes.TOLERANCE_NEGATIVE,
              "A tolerance cannot be negative.",
              a.span("tol")));
    }
    return e.builder().call(Scalars.MAX, given, floor);
  }

  private static Value run(Elaborator e, Bound a, boolean all) {
    Callable f = a.function("f");
    if (a.value("xs") instanceof Value.Tuple(var items)) {
      return oneByOne(e, a, f, items, all);
    }
    Var xs = a.var("xs");
    if (xs.type().isScalar()) {
      throw e.fail(
          Diagnostic.of(
              TypeCodes.NOT_A_TENSOR,
              "A tensor is needed here.",
              a.span("xs"),
              "this is a single number"));
    }
    return loop(
        e,
        a.value("init"),
        List.of(xs),
        xs.type().dim(0),
        all,
        a.site(),
        values -> call(e, f, values, a.site()));
  }

  /// Goes through a list of things that are no numbers, such as layers. The turns are written out,
  /// so the state may change its shape from one to the next.
  private static Value oneByOne(Elaborator e, Bound a, Callable f, List<Value> items, boolean all) {
    Var stream = e.streamAt(a.site());
    List<Value> states = new ArrayList<>(List.of(a.value("init")));
    for (int k = 0; k < items.size(); k++) {
      List<Value> given = List.of(states.getLast(), items.get(k));
      Var own = e.mixed(stream, e.builder().integer(k));
      states.add(e.withStream(own, () -> call(e, f, given, a.site())));
    }
    return all ? Trees.stack(e, states.subList(1, states.size()), a.site()) : states.getLast();
  }

  private static Value call(Elaborator e, Callable f, List<Value> values, Span site) {
    return e.valid(f.call(e, Arguments.of(values, site), site));
  }

  /// One turn: the state, then the entry of what is gone through, to the next state.
  @FunctionalInterface
  private interface Turn {
    Value next(List<Value> values);
  }

  private static Value loop(
      Elaborator e, Value start, List<Var> scanned, Dim length, boolean all, Span site, Turn turn) {
    List<Var> carried = new ArrayList<>();
    Value form = Trees.flatten(e, start, carried);
    NumberedTurns turns = turns(e, form, carried, scanned, all, site, turn);
    if (!types(turns.block(), carried.size()).equals(types(carried))) {
      List<Type> results = types(turns.block(), carried.size());
      for (int k = 0; k < carried.size(); k++) {
        carried.set(k, e.builder().convert(carried.get(k), results.get(k).elem()));
      }
      turns = turns(e, form, carried, scanned, all, site, turn);
      requireSame(e, types(carried), types(turns.block(), carried.size()), site);
    }
    Blocks.Closed closed = Blocks.close(turns.block(), e.names());
    List<Var> rows = new ArrayList<>(scanned);
    if (turns.takesNumber()) {
      rows.add(e.builder().iota(length));
    }
    List<Var> results =
        e.builder()
            .emitAll(
                "loop",
                new Region.Scan(
                    closed.block(), length, carried, rows, closed.captured(), Optional.empty()));
    return Trees.rebuild(form, all ? results.subList(carried.size(), results.size()) : results);
  }

  /// A turn that gives the next state of `form`, and with `all` that state as a row, too.
  private static NumberedTurns turns(
      Elaborator e,
      Value form,
      List<Var> carried,
      List<Var> scanned,
      boolean all,
      Span site,
      Turn turn) {
    List<Type> types = new ArrayList<>(types(carried));
    List<String> names = new ArrayList<>(names(carried));
    for (Var tensor : scanned) {
      types.add(tensor.type().inner(1));
      names.add(tensor.name());
    }
    return NumberedTurns.trace(
        e,
        site,
        types,
        names,
        vars -> {
          List<Var> next = next(e, form, carried.size(), vars, turn);
          List<Var> results = new ArrayList<>(next);
          if (all) {
            results.addAll(next);
          }
          return results;
        });
  }

  /// The state after one turn.
  private static List<Var> next(Elaborator e, Value form, int carried, List<Var> vars, Turn turn) {
    List<Value> values = new ArrayList<>();
    values.add(Trees.rebuild(form, vars.subList(0, carried)));
    vars.subList(carried, vars.size()).forEach(v -> values.add(new Value.Array(v)));
    List<Var> next = new ArrayList<>();
    Value result = e.batching(() -> turn.next(values));
    if (!Trees.haveOneForm(Trees.flatten(e, result, next), form)) {
      throw e.fail(
          Diagnostic.of(
              TypeCodes.TYPE_MISMATCH,
              "The function must give a state like the one it takes.",
              e.here(),
              "it takes " + form.describe() + " and gives " + result.describe()));
    }
    return next;
  }

  private static List<String> names(List<Var> vars) {
    return vars.stream().map(Var::name).toList();
  }

  private static List<Type> types(List<Var> vars) {
    return vars.stream().map(Var::type).toList();
  }

  private static List<Type> types(Block body, int count) {
    return body.resultTypes().subList(0, count);
  }

  private static void requireSame(Elaborator e, List<Type> states, List<Type> results, Span site) {
    for (int k = 0; k < states.size(); k++) {
      if (!states.get(k).equals(results.get(k))) {
        throw e.fail(
            Diagnostic.of(
                    TypeCodes.SHAPE_MISMATCH,
                    "The state changes its shape from turn to turn.",
                    site,
                    "it starts as " + Value.describe(states.get(k)))
                .note("After one turn it is " + Value.describe(results.get(k)) + "."));
      }
    }
  }
}
