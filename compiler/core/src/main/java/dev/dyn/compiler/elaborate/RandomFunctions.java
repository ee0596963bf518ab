package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.elaborate.Builtin.Bound;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Distribution;
import dev.dyn.compiler.source.Span;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;

/// Laws to draw from, and `sample(law, shape)`.
final class RandomFunctions {
  private RandomFunctions() {}

  static List<Builtin> all() {
    List<Builtin> all = new ArrayList<>();
    all.add(law(Distribution.UNIFORM, "a b"));
    all.add(law(Distribution.NORMAL, "m s"));
    all.add(law(Distribution.LOGNORMAL, "m s"));
    all.add(law(Distribution.CAUCHY, "x0 gamma"));
    all.add(law(Distribution.EXPONENTIAL, "rate"));
    all.add(law(Distribution.BETA, "a b"));
    all.add(law(Distribution.STUDENT_T, "nu"));
    all.add(law(Distribution.POISSON, "mean"));
    all.add(law(Distribution.BERNOULLI, "p"));
    all.add(Builtin.of("sample", "law shape?", RandomFunctions::sample));
    all.add(Builtin.of("sample_int", "range n?", RandomFunctions::sampleInt));
    return all;
  }

  private static Builtin law(Distribution distribution, String parameters) {
    return Builtin.of(
        distribution.label(), parameters, (e, a) -> lawOf(distribution, a, parameters));
  }

  static Value lawOf(Distribution distribution, Bound a, String parameters) {
    List<Value> values = new ArrayList<>();
    for (String name : parameters.split(" ")) {
      values.add(a.value(name));
    }
    return new Value.Law(distribution, values);
  }

  /// `gamma(x)` is the gamma function, `gamma(shape, scale)` the law.
  static Value gamma(
      Elaborator e, Callable self, Callable function, Arguments arguments, Span site) {
    if (arguments.count() < 2) {
      return function.call(e, arguments, site);
    }
    Bound a = new Bound(e, arguments.bind(e, self, List.of("shape", "scale"), site), site);
    return lawOf(Distribution.GAMMA, a, "shape scale");
  }

  private static Value sample(Elaborator e, Bound a) {
    List<Dim> dims = a.has("shape") ? a.shape("shape") : List.of();
    Value law = a.value("law");
    boolean discrete = law instanceof Value.Law(var distribution, _) && distribution.isDiscrete();
    Type type = new Type(discrete ? Elem.I64 : e.real(), dims);
    return new Value.Array(Draws.draw(e, law, type, e.streamAt(a.site()), a.span("law")));
  }

  /// `n` ints, or one, equally likely in a range.
  private static Value sampleInt(Elaborator e, Bound a) {
    if (!(a.value("range") instanceof Value.Range(Value from, Value to, boolean closed))
        || closed) {
      throw e.fail(
          Diagnostic.of(
              TypeCodes.RANGE_EXPECTED,
              "`sample_int` takes a range of ints such as `0..<n`.",
              a.span("range")));
    }
    Var first = e.numbers().integer(from, a.span("range"));
    Var bound = e.builder().sub(e.numbers().integer(to, a.span("range")), first);
    List<Dim> dims = a.has("n") ? a.shape("n") : List.of();
    Value law = new Value.Law(Distribution.UNIFORM_INT, List.of(new Value.Array(bound)));
    Var drawn = Draws.draw(e, law, new Type(Elem.I64, dims), e.streamAt(a.site()), a.site());
    return new Value.Array(e.builder().add(drawn, e.builder().broadcast(first, dims, List.of())));
  }
}
