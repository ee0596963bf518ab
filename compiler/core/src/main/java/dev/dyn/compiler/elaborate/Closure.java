package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Parameter;
import dev.dyn.compiler.syntax.TypeExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A function of the program. A call is inlined: the body is elaborated with the arguments for the
/// parameters, so a parameter without a type may be anything. A function of scalars applied to
/// tensors maps over them.
record Closure(
    String name,
    List<Parameter> parameters,
    Optional<TypeExpression> result,
    Expression body,
    Scope scope,
    Span span)
    implements Callable {

  @Override
  public List<String> parameterNames() {
    return parameters.stream().map(p -> p.name().text()).toList();
  }

  @Override
  public Value call(Elaborator elaborator, Arguments arguments, Span site) {
    List<String> wanted =
        parameters.stream()
            .map(p -> p.name().text() + (p.fallback().isPresent() ? "?" : ""))
            .toList();
    Map<String, Arguments.Given> bound = arguments.bind(elaborator, this, wanted, site);
    Map<String, Value> values = new LinkedHashMap<>();
    Map<String, Span> spans = new HashMap<>();
    boolean failed = false;
    for (Parameter parameter : parameters) {
      String key = parameter.name().text();
      Arguments.Given given = bound.get(key);
      Value value =
          given != null
              ? given.value().get()
              : elaborator.elaborate(parameter.fallback().orElseThrow(), scope);
      failed |= value instanceof Value.Invalid;
      values.put(key, value);
      spans.put(key, given != null ? given.span() : parameter.fallback().orElseThrow().span());
    }
    if (failed) {
      throw new Reported();
    }
    Supplier<Value> inside =
        () ->
            elaborator.withStream(
                elaborator.streamAt(site), () -> body(elaborator, values, spans, site));
    return elaborator.calling(
        () -> recursion(name, site),
        body.span().source().equals(site.source())
            ? inside
            : () -> naming(elaborator, site, inside));
  }

  /// What `inside` gives. A problem in the text of a library alone would not say what led to it:
  /// each is told with the call.
  private Value naming(Elaborator elaborator, Span site, Supplier<Value> inside) {
    Problems own = new Problems();
    try {
      return elaborator.reportingTo(own, inside);
    } finally {
      for (Diagnostic problem : own.sorted()) {
        boolean isThere = !problem.span().source().equals(site.source());
        elaborator.report(
            isThere ? problem.relate(site, "in this call of `" + name + "`") : problem);
      }
    }
  }

  /// Each call has a random stream of its own, so that two calls of a function that draws do not
  /// draw the same.
  private Value body(
      Elaborator elaborator, Map<String, Value> values, Map<String, Span> spans, Span site) {
    return mapsOver(elaborator, values)
        ? mapped(elaborator, values, spans, site)
        : inlined(elaborator, values, spans);
  }

  private Value inlined(Elaborator elaborator, Map<String, Value> values, Map<String, Span> spans) {
    Scope inner = scope.inner();
    TypeReader types = new TypeReader(elaborator, inner);
    boolean failed = false;
    for (Parameter parameter : parameters) {
      String key = parameter.name().text();
      Value value = values.get(key);
      Value fitted =
          parameter.type().isPresent()
              ? elaborator.guarded(() ->
                  types.fit(
                      value,
                      parameter.type().get(),
                      spans.get(key),
                      what(parameter, spans.get(key))))
              : value;
      failed |= fitted instanceof Value.Invalid;
      inner.define(key, fitted);
    }
    if (failed) {
      throw new Reported();
    }
    Value value = elaborator.valid(body, inner);
    return result.isPresent()
        ? types.fit(
            value,
            result.get(),
            body.span(),
            name.equals("fn") ? "result of this function" : "result of `" + name + "`")
        : value;
  }

  private static String what(Parameter parameter, Span given) {
    boolean isDefault = parameter.fallback().map(e -> e.span().equals(given)).orElse(false);
    return (isDefault ? "default of `" : "argument `") + parameter.name().text() + "`";
  }

  /// Whether some parameter declared as a scalar is given a tensor.
  private boolean mapsOver(Elaborator elaborator, Map<String, Value> values) {
    return parameters.stream()
        .anyMatch(p ->
            p.type().isPresent()
                && TypeReader.isScalarNumber(p.type().get())
                && values.get(p.name().text()) instanceof Value.Array(Var var)
                && !var.type().isScalar());
  }

  /// Maps over the tensors among the arguments for scalar parameters; they are broadcast to common
  /// extents first.
  private Value mapped(
      Elaborator elaborator, Map<String, Value> values, Map<String, Span> spans, Span site) {
    TypeReader types = new TypeReader(elaborator, scope.inner());
    elaborator.each(
        parameters.stream().filter(p -> p.type().isPresent()).toList(),
        p -> {
          String key = p.name().text();
          String what = what(p, spans.get(key));
          return TypeReader.isScalarNumber(p.type().get())
              ? types.fitEntries(values.get(key), p.type().get(), spans.get(key), what)
              : types.fit(values.get(key), p.type().get(), spans.get(key), what);
        });
    List<String> keys = new ArrayList<>();
    List<Var> tensors = new ArrayList<>();
    for (Parameter parameter : parameters) {
      String key = parameter.name().text();
      if (parameter.type().isPresent() && TypeReader.isScalarNumber(parameter.type().get())) {
        keys.add(key);
        tensors.add(elaborator.numbers().toVar(values.get(key), spans.get(key)));
      }
    }
    List<Var> common =
        elaborator.numbers().broadcast(tensors, keys.stream().map(spans::get).toList(), site);
    Type type = common.getFirst().type();
    Var index = elaborator.builder().iota(type.count());
    List<Var> numbered = new ArrayList<>(common);
    numbered.add(elaborator.builder().reshape(index, type.dims()));
    return Mapping.over(
        elaborator,
        numbered,
        type.rank(),
        entries -> {
          Map<String, Value> scalars = new LinkedHashMap<>(values);
          for (int k = 0; k < keys.size(); k++) {
            scalars.put(keys.get(k), new Value.Array(entries.get(k)));
          }
          Var own = elaborator.mixed(elaborator.stream(), entries.getLast());
          return elaborator.withStream(own, () -> inlined(elaborator, scalars, spans));
        });
  }

  static Diagnostic recursion(String name, Span site) {
    return Diagnostic.of(
            NameCodes.RECURSION,
            "`" + name + "` is defined by itself: the calls have no end.",
            site)
        .note(
            "A function may call itself where a size that is known before the run ends it, some"
                + " dozens of times. `iterate`, `fold` and `scan` repeat as often as wanted.");
  }
}
