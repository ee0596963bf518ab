package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.autodiff.Derivatives;
import dev.dyn.compiler.autodiff.NotDifferentiable;
import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.Names;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.elaborate.Builtin.Bound;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Name;
import dev.dyn.compiler.syntax.Parameter;
import dev.dyn.compiler.syntax.TypeExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Derivatives of functions: `grad(f)`, `jacobian(f)`, `hessian(f)` are functions again, by the
/// first argument; `jvp(f, x, v)` and `vjp(f, x, w)` are values; `D(f, x)` is the partial
/// derivative by the parameter called x, for functions of scalars.
final class HigherOrder {
  private HigherOrder() {}

  static List<Callable> all() {
    return List.of(
        derivative("grad", Kind.GRADIENT),
        derivative("jacobian", Kind.JACOBIAN),
        derivative("hessian", Kind.HESSIAN),
        Builtin.of("jvp", "f x v", HigherOrder::jvp),
        Builtin.of("vjp", "f x w", HigherOrder::vjp),
        new Partial());
  }

  private enum Kind {
    GRADIENT,
    JACOBIAN,
    HESSIAN
  }

  private static Builtin derivative(String name, Kind kind) {
    return Builtin.of(
        name,
        "f",
        (e, a) ->
            new Value.Function(
                new Derived(name + " of " + a.function("f").name(), kind, a.function("f"))));
  }

  /// The derivative of a function as a function.
  private record Derived(String name, Kind kind, Callable function) implements Callable {
    @Override
    public List<String> parameterNames() {
      return function.parameterNames();
    }

    @Override
    public Value call(Elaborator elaborator, Arguments arguments, Span site) {
      List<Value> values = inOrder(elaborator, arguments, this, site);
      requireReal(elaborator, function, site);
      if (values.isEmpty()) {
        throw elaborator.fail(
            Diagnostic.of(
                NameCodes.MISSING_ARGUMENT,
                "A derivative needs the point at which it is taken.",
                site));
      }
      Var x = elaborator.numbers().toReal(values.getFirst(), site);
      Block block =
          tracedBy(
              elaborator,
              List.of(x.type()),
              vars -> {
                List<Value> inner = new ArrayList<>(values);
                inner.set(0, new Value.Array(vars.getFirst()));
                return result(elaborator, function, inner, site);
              });
      if (kind != Kind.JACOBIAN && !block.results().getFirst().type().isScalar()) {
        throw elaborator.fail(
            Diagnostic.of(
                    TypeCodes.NOT_A_SCALAR,
                    "Only a function that gives a single number has a gradient.",
                    site,
                    "this one gives " + Value.describe(block.results().getFirst().type()))
                .note("`jacobian` is the derivative of a function that gives a tensor."));
      }
      if (kind == Kind.GRADIENT) {
        differentiable(
            elaborator,
            site,
            () -> {
              elaborator.observed().differentiated(block, x, site);
              return block;
            });
      }
      Block derived =
          differentiable(
              elaborator,
              site,
              () ->
                  switch (kind) {
                    case GRADIENT -> Derivatives.grad(block, 0, elaborator.names());
                    case JACOBIAN -> Derivatives.jacobian(block, 0, elaborator.names());
                    case HESSIAN -> Derivatives.hessian(block, 0, elaborator.names());
                  });
      return new Value.Array(Blocks.inline(derived, List.of(x), elaborator.builder()).getFirst());
    }
  }

  /// The values of the arguments in the order of the parameters, up to the first that is left out.
  private static List<Value> inOrder(
      Elaborator elaborator, Arguments arguments, Callable function, Span site) {
    List<String> names = function.parameterNames();
    if (arguments.all().stream().allMatch(argument -> argument.name().isEmpty())) {
      List<Value> values = arguments.values();
      values.forEach(elaborator::valid);
      return values;
    }
    Map<String, Arguments.Given> bound =
        arguments.bind(elaborator, function, names.stream().map(name -> name + "?").toList(), site);
    return names.stream()
        .takeWhile(bound::containsKey)
        .map(name -> elaborator.valid(bound.get(name).value().get()))
        .toList();
  }

  /// What is differentiated must take real numbers.
  private static void requireReal(Elaborator elaborator, Callable function, Span site) {
    if (function instanceof Closure closure && !closure.parameters().isEmpty()) {
      Parameter first = closure.parameters().getFirst();
      Optional<String> kind = first.type().flatMap(TypeExpression::name).map(Name::text);
      if (kind.isPresent() && !kind.get().equals("real")) {
        throw elaborator.fail(
            Diagnostic.of(
                    TypeCodes.NOT_DIFFERENTIABLE,
                    "A function of `" + kind.get() + "` has no derivative.",
                    site)
                .relate(first.span(), "`" + first.name().text() + "` is declared here"));
      }
    }
  }

  /// `function` of the values as a real variable.
  private static Var result(
      Elaborator elaborator, Callable function, List<Value> values, Span site) {
    Value value = elaborator.valid(function.call(elaborator, Arguments.of(values, site), site));
    return elaborator.numbers().toReal(value, site);
  }

  private static Block tracedBy(
      Elaborator elaborator, List<Type> types, Function<List<Var>, Var> body) {
    List<String> names = new ArrayList<>();
    for (int k = 0; k < types.size(); k++) {
      names.add("x" + k);
    }
    return elaborator.trace(types, names, vars -> List.of(body.apply(vars)));
  }

  static <T> T differentiable(Elaborator elaborator, Span site, Supplier<T> work) {
    try {
      return work.get();
    } catch (NotDifferentiable failure) {
      Diagnostic problem = Diagnostic.of(TypeCodes.NOT_DIFFERENTIABLE, failure.getMessage(), site);
      for (String note : failure.notes()) {
        problem = problem.note(note);
      }
      boolean inside = failure.site() >= 0 && failure.site() < site.source().text().length();
      throw elaborator.fail(
          inside
              ? problem.relate(
                  new Span(site.source(), failure.site(), failure.site()), "it is used here")
              : problem);
    }
  }

  private static Value jvp(Elaborator e, Bound a) {
    Callable f = a.function("f");
    requireReal(e, f, a.site());
    Var x = a.real("x");
    Var v = matching(e, a.real("v"), x.type(), a.span("v"), "direction");
    Block block =
        tracedBy(
            e,
            List.of(x.type()),
            vars -> result(e, f, List.of(new Value.Array(vars.getFirst())), a.site()));
    Block derived =
        differentiable(e, a.site(), () -> Derivatives.jvp(block, List.of(true), e.names()));
    return new Value.Array(Blocks.inline(derived, List.of(x, v), e.builder()).get(1));
  }

  private static Value vjp(Elaborator e, Bound a) {
    Callable f = a.function("f");
    requireReal(e, f, a.site());
    Var x = a.real("x");
    Block block =
        tracedBy(
            e,
            List.of(x.type()),
            vars -> result(e, f, List.of(new Value.Array(vars.getFirst())), a.site()));
    Var w = matching(e, a.real("w"), block.results().getFirst().type(), a.span("w"), "weight");
    Block derived =
        differentiable(e, a.site(), () -> Derivatives.vjp(block, List.of(true), e.names()));
    return new Value.Array(Blocks.inline(derived, List.of(x, w), e.builder()).get(1));
  }

  private static Var matching(Elaborator e, Var var, Type type, Span span, String what) {
    if (!var.type().equals(type)) {
      throw e.fail(
          Diagnostic.of(
              TypeCodes.SHAPE_MISMATCH,
              "The " + what + " must have the shape `" + Value.shape(type.dims()) + "`.",
              span,
              "this is " + Value.describe(var.type())));
    }
    return var;
  }

  /// `D(f, x, …)`: partial derivatives by parameter name, one after the other.
  private static final class Partial implements Callable {
    @Override
    public String name() {
      return "D";
    }

    @Override
    public List<String> parameterNames() {
      return List.of("f", "name");
    }

    @Override
    public Value call(Elaborator elaborator, Arguments arguments, Span site) {
      if (arguments.count() < 2) {
        throw elaborator.fail(
            Diagnostic.of(
                NameCodes.MISSING_ARGUMENT,
                "`D` takes a function and the names of the parameters by which it is"
                    + " differentiated.",
                site));
      }
      Value first = elaborator.valid(arguments.all().getFirst().value().get());
      Callable function =
          Models.callable(first)
              .orElseThrow(() ->
                  elaborator.fail(
                      Diagnostic.of(
                          NameCodes.NOT_A_FUNCTION,
                          "A function is needed here.",
                          arguments.all().getFirst().span(),
                          "this is " + first.describe())));
      Callable derived = function;
      for (Arguments.Given by : arguments.all().subList(1, arguments.count())) {
        derived = new PartialOf(derived, place(elaborator, function, by));
      }
      return new Value.Function(derived);
    }

    private static int place(Elaborator elaborator, Callable function, Arguments.Given by) {
      List<String> names = function.parameterNames();
      String name =
          Arguments.expression(by)
              .map(Expression::unwrapped)
              .filter(Expression.NameRef.class::isInstance)
              .map(e -> ((Expression.NameRef) e).name().text())
              .orElse("");
      int place = names.indexOf(name);
      if (place < 0) {
        throw elaborator.fail(
            Diagnostic.of(
                    TypeCodes.PARTIAL_UNKNOWN,
                    "`" + function.name() + "` has no parameter `" + by.span().text() + "`.",
                    by.span())
                .suggestName(Names.closest(name, names))
                .note(
                    "Its parameters are "
                        + String.join(", ", names.stream().map(n -> "`" + n + "`").toList())
                        + "."));
      }
      return place;
    }
  }

  /// The partial derivative of a function of scalars by one parameter; maps over tensors.
  private record PartialOf(Callable function, int place) implements Callable {
    @Override
    public String name() {
      return "D of " + function.name();
    }

    @Override
    public List<String> parameterNames() {
      return function.parameterNames();
    }

    @Override
    public Value call(Elaborator elaborator, Arguments arguments, Span site) {
      List<Value> values = inOrder(elaborator, arguments, this, site);
      if (place >= values.size()) {
        throw elaborator.fail(
            Diagnostic.of(
                NameCodes.MISSING_ARGUMENT,
                "`"
                    + function.name()
                    + "` needs the argument `"
                    + function.parameterNames().get(place)
                    + "`.",
                site));
      }
      List<Var> numbers = new ArrayList<>();
      for (Value value : values) {
        numbers.add(elaborator.numbers().toReal(value, site));
      }
      List<Var> common =
          elaborator.numbers().broadcast(numbers, numbers.stream().map(_ -> site).toList(), site);
      return Mapping.over(
          elaborator,
          common,
          common.getFirst().type().rank(),
          entries -> new Value.Array(atPoint(elaborator, entries, site)));
    }

    private Var atPoint(Elaborator elaborator, List<Var> entries, Span site) {
      List<Boolean> active = new ArrayList<>();
      for (int k = 0; k < entries.size(); k++) {
        active.add(k == place);
      }
      Block block =
          tracedBy(
              elaborator,
              entries.stream().map(Var::type).toList(),
              vars ->
                  result(
                      elaborator,
                      function,
                      vars.stream().<Value>map(Value.Array::new).toList(),
                      site));
      if (!block.results().getFirst().type().isScalar()) {
        throw elaborator.fail(
            Diagnostic.of(
                TypeCodes.NOT_A_SCALAR,
                "`D` differentiates functions of single numbers.",
                site,
                "this one gives " + Value.describe(block.results().getFirst().type())));
      }
      Block derived =
          differentiable(
              elaborator, site, () -> Derivatives.jvp(block, active, elaborator.names()));
      List<Var> inputs = new ArrayList<>(entries);
      inputs.add(elaborator.builder().fill(1, entries.get(place).type()));
      return Blocks.inline(derived, inputs, elaborator.builder()).get(1);
    }
  }
}
