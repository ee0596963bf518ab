package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Initial;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.QuantityKind;
import dev.dyn.compiler.syntax.SystemKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A declared system as something to be called: each call makes an instance. Arguments are
/// structural parameters (in order or by name), parameters and starts of states (by name).
final class SystemFactory implements Callable {
  private final SystemModel model;
  private final Scope scope;
  private final Settings settings;

  SystemFactory(SystemModel model, Scope scope, Settings settings) {
    this.model = model;
    this.scope = scope;
    this.settings = settings;
  }

  SystemModel model() {
    return model;
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public List<String> parameterNames() {
    List<String> names = new ArrayList<>();
    model.declaration().structure().forEach(p -> names.add(p.name().text()));
    names.addAll(model.params().keySet());
    names.addAll(model.learning().weights().keySet());
    names.addAll(model.learning().averages().keySet());
    names.addAll(model.inputs().keySet());
    model.states().keySet().stream().filter(name -> !isTheta(name)).forEach(names::add);
    return names;
  }

  @Override
  public Value call(Elaborator elaborator, Arguments arguments, Span site) {
    if (model.kind() == SystemKind.RULE) {
      return new Value.Function(choose(elaborator, arguments, site));
    }
    return new Value.Instance(
        instantiate(elaborator, arguments, Map.of(), elaborator.streamAt(site), site));
  }

  private boolean isTheta(String state) {
    return model.kind() == SystemKind.RULE && state.equals("theta");
  }

  /// A rule with the arguments.
  ChosenRule choose(Elaborator elaborator, Arguments arguments, Span site) {
    Map<String, Arguments.Given> bound = bound(elaborator, arguments, site);
    return new ChosenRule(this, given(bound, Map.of()), bound);
  }

  /// The system that a rule is for `training`, with what is `given` for its parameters and, for
  /// `theta`, the weights to start from.
  SystemInstance rule(
      Elaborator elaborator,
      Map<String, Value> given,
      Map<String, Arguments.Given> bound,
      Training training,
      Var stream,
      Span site) {
    return build(elaborator, given, bound, stream, site, Optional.of(training));
  }

  /// An instance with the arguments, and for the rest what `inherited` says or the defaults.
  SystemInstance instantiate(
      Elaborator elaborator,
      Arguments arguments,
      Map<String, Value> inherited,
      Var stream,
      Span site) {
    Map<String, Arguments.Given> bound = bound(elaborator, arguments, site);
    Map<String, Value> overrides = given(bound, inherited);
    return elaborator.calling(
        () -> endless(name(), model.declaration().name().span()),
        () -> {
          SystemInstance made = build(elaborator, overrides, bound, stream, site, Optional.empty());
          return model.kind() == SystemKind.TRAINING ? Training.of(elaborator, made, site) : made;
        });
  }

  /// Which argument belongs to which parameter.
  private Map<String, Arguments.Given> bound(
      Elaborator elaborator, Arguments arguments, Span site) {
    int structural = model.declaration().structure().size();
    List<String> names = parameterNames();
    long positional = arguments.all().stream().filter(a -> a.name().isEmpty()).count();
    if (positional > structural) {
      Arguments.Given extra =
          arguments.all().stream()
              .filter(a -> a.name().isEmpty())
              .skip(structural)
              .findFirst()
              .orElseThrow();
      throw elaborator.fail(
          Diagnostic.of(
              NameCodes.TOO_MANY_ARGUMENTS,
              structural == 0
                  ? "Parameters and starts of `" + name() + "` are given by name."
                  : "`"
                      + name()
                      + "` has "
                      + structural
                      + " structural parameter"
                      + (structural == 1 ? "" : "s")
                      + "; parameters and starts are given by name.",
              extra.span()));
    }
    List<String> optional = names.stream().map(n -> n + "?").toList();
    return arguments.bind(elaborator, this, optional, site);
  }

  /// The values of arguments beside those that are inherited.
  private static Map<String, Value> given(
      Map<String, Arguments.Given> bound, Map<String, Value> inherited) {
    Map<String, Value> overrides = new HashMap<>(inherited);
    boolean failed = false;
    for (Map.Entry<String, Arguments.Given> entry : bound.entrySet()) {
      Value value = entry.getValue().value().get();
      failed |= value instanceof Value.Invalid;
      overrides.put(entry.getKey(), value);
    }
    if (failed) {
      throw new Reported();
    }
    return overrides;
  }

  /// A system that simulates the system itself, or has it as a part.
  static Diagnostic endless(String name, Span site) {
    return Diagnostic.of(
        NameCodes.RECURSION,
        "`"
            + name
            + "` needs another one of its kind inside, which needs another one, without end.",
        site);
  }

  private SystemInstance build(
      Elaborator elaborator,
      Map<String, Value> overrides,
      Map<String, Arguments.Given> bound,
      Var stream,
      Span site,
      Optional<Training> training) {
    if (!model.isSound()) {
      throw new Reported();
    }
    return new Instantiation(
            elaborator, this, settings, scope.inner(), overrides, bound, stream, site)
        .make(training);
  }

  /// `given` in the type of the input; an input without a type is a single real number.
  Value inputOf(
      Elaborator elaborator, Item.Quantity input, Value given, Scope environment, Span span) {
    String what = "input `" + input.name().text() + "`";
    if (input.type().isPresent()) {
      return fitted(elaborator, given, input, environment, span, what);
    }
    Var var = elaborator.numbers().toReal(given, span);
    elaborator.numbers().requireScalar(var, what, span);
    return new Value.Array(var);
  }

  /// `given` in the declared type of `quantity`; a single number stands for all entries of a
  /// tensor.
  Value fitted(
      Elaborator elaborator,
      Value given,
      Item.Quantity quantity,
      Scope environment,
      Span span,
      String what) {
    Value stretched =
        Numbers.isNumeric(given) && !quantity.type().orElseThrow().dimensions().isEmpty()
            ? stretchedTo(elaborator, given, quantity, environment, span)
            : given;
    return new TypeReader(elaborator, environment)
        .fit(stretched, quantity.type().orElseThrow(), span, what);
  }

  /// A single number as the start of a tensor stands for all its entries.
  Value stretchedTo(
      Elaborator elaborator, Value given, Item.Quantity quantity, Scope environment, Span span) {
    Type type = new TypeReader(elaborator, environment).declared(quantity.type().orElseThrow());
    Var var = elaborator.numbers().toVar(given, span);
    return var.type().isScalar() && !type.isScalar()
        ? new Value.Array(elaborator.numbers().stretch(var, type.dims()))
        : given;
  }

  /// `given` as the value of the parameter or weight `param`.
  Value overridden(
      Elaborator elaborator, TypeReader types, Value given, Item.Quantity param, Span span) {
    if (param.type().isPresent()) {
      Value stretched =
          Numbers.isNumeric(given) && !param.type().get().dimensions().isEmpty()
              ? stretchedTo(elaborator, given, param, types.scope(), span)
              : given;
      return types.fit(
          stretched,
          param.type().get(),
          span,
          (param.kind() == QuantityKind.WEIGHT ? "weight `" : "parameter `")
              + param.name().text()
              + "`");
    }
    boolean realByDefault =
        param
            .initial()
            .expression()
            .map(e -> !(e.unwrapped() instanceof Expression.Number n) || n.isReal())
            .orElse(true);
    boolean isReal = param.kind() == QuantityKind.WEIGHT || param.kind() == QuantityKind.STATE;
    if (isReal || given instanceof Value.Int && realByDefault) {
      return new Value.Array(elaborator.numbers().toReal(given, span));
    }
    return given;
  }

  /// What a quantity is by its own declaration: the value after `=`, or a draw from the law after
  /// `~`.
  Value quantity(Elaborator elaborator, Item.Quantity quantity, Scope environment, Var stream) {
    Value value = declared(elaborator, quantity, environment, stream);
    return switch (quantity.kind()) {
      case PARAM ->
          elaborator.inputs().open(elaborator, model.name(), quantity.name().text(), value);
      case WEIGHT -> weight(elaborator, quantity, value);
      case STATE ->
          model.learning().averages().containsKey(quantity.name().text())
              ? weight(elaborator, quantity, value)
              : value;
      case INPUT, OUTPUT, DRAW, NOISE -> value;
    };
  }

  /// Weights and running averages are real, for they move by small steps.
  private static Value weight(Elaborator elaborator, Item.Quantity weight, Value value) {
    Var var = elaborator.numbers().toVar(value, weight.span());
    if (weight.type().isPresent() && !var.type().elem().isReal()) {
      throw elaborator.fail(
          Diagnostic.of(
              TypeCodes.NOT_DIFFERENTIABLE,
              "The "
                  + weight.kind().word()
                  + " `"
                  + weight.name().text()
                  + "` must be real: training moves it by small"
                  + " steps.",
              weight.type().get().span(),
              "this is " + Value.describe(var.type())));
    }
    return new Value.Array(elaborator.numbers().toReal(new Value.Array(var), weight.span()));
  }

  private Value declared(
      Elaborator elaborator, Item.Quantity quantity, Scope environment, Var stream) {
    TypeReader types = new TypeReader(elaborator, environment);
    String what = quantity.kind().word() + " `" + quantity.name().text() + "`";
    if (quantity.kind() == QuantityKind.PARAM) {
      Optional<Value> set = settings.param(elaborator, model.name(), quantity);
      if (set.isPresent()) {
        return overridden(elaborator, types, set.get(), quantity, quantity.name().span());
      }
    }
    return switch (quantity.initial()) {
      case Initial.Value(Expression expression) -> {
        Value value = elaborator.valid(expression, environment);
        if (quantity.type().isEmpty()) {
          yield value;
        }
        Value stretched =
            Numbers.isNumeric(value)
                ? stretchedTo(elaborator, value, quantity, environment, expression.span())
                : value;
        yield types.fit(stretched, quantity.type().get(), expression.span(), what);
      }
      case Initial.Drawn(Expression law) -> {
        Type type =
            quantity.type().isPresent()
                ? types.declared(quantity.type().get())
                : Type.scalar(elaborator.real());
        Var own = elaborator.streamAt(stream, quantity.name().span());
        yield new Value.Array(
            Draws.draw(elaborator, elaborator.valid(law, environment), type, own, law.span()));
      }
      case Initial.Absent _ -> {
        Type type =
            quantity.type().isPresent()
                ? types.declared(quantity.type().get())
                : Type.scalar(elaborator.real());
        // A parameter without a value gets here only where the declaration is checked in general.
        yield new Value.Array(
            quantity.kind() == QuantityKind.PARAM
                ? elaborator.names().fresh(quantity.name().text(), type)
                : elaborator.builder().fill(0, type));
      }
    };
  }
}
