package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.Names;
import dev.dyn.compiler.op.Distribution;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Argument;
import dev.dyn.compiler.syntax.Expression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The arguments of one call. Each is elaborated when it is asked for, so that a function can give
/// an argument a meaning of its own (`D(f, x)` takes the name `x`; `simulate` elaborates times in
/// double precision).
final class Arguments {
  /// One argument: its name if it was named, its text if it was written in the program, and its
  /// value.
  ///
  /// @param elements the values in a list such as `[a, b]` that is written here, which may be
  ///   tensors of different extents; otherwise empty
  record Given(
      Optional<String> name,
      Optional<Argument> written,
      Span span,
      Supplier<Value> value,
      Supplier<List<Value>> elements) {}

  private final List<Given> given;

  private Arguments(List<Given> given) {
    this.given = given;
  }

  static Arguments written(Elaborator elaborator, List<Argument> arguments, Scope scope) {
    List<Given> given = new ArrayList<>();
    for (Argument argument : arguments) {
      Optional<String> name =
          argument instanceof Argument.Named named
              ? Optional.of(named.name().text())
              : Optional.empty();
      given.add(
          new Given(
              name,
              Optional.of(argument),
              argument.value().span(),
              () -> elaborator.argument(argument, scope),
              () -> elements(elaborator, argument, scope)));
    }
    return new Arguments(given);
  }

  private static List<Value> elements(Elaborator elaborator, Argument argument, Scope scope) {
    return argument.value().unwrapped() instanceof Expression.TensorLiteral(var elements, _)
        ? elements.stream().map(element -> elaborator.elaborate(element, scope)).toList()
        : List.of();
  }

  static Arguments of(List<Value> values, Span site) {
    return new Arguments(
        values.stream()
            .map(
                value -> new Given(Optional.empty(), Optional.empty(), site, () -> value, List::of))
            .toList());
  }

  List<Given> all() {
    return given;
  }

  int count() {
    return given.size();
  }

  /// All values in order, named or not.
  List<Value> values() {
    return given.stream().map(g -> g.value().get()).toList();
  }

  /// Which argument belongs to which parameter. A parameter that ends in `?` may be left out.
  ///
  /// @throws Reported after messages about arguments that are missing, unknown, given twice or too
  ///   many
  Map<String, Given> bind(
      Elaborator elaborator, Callable function, List<String> parameters, Span site) {
    List<String> names = parameters.stream().map(Arguments::plain).toList();
    Map<String, Given> bound = new HashMap<>();
    boolean failed = names.stream().distinct().count() < names.size(); // said at the declaration
    boolean anyNamed = false;
    int next = 0;
    for (Given argument : given) {
      String name;
      anyNamed |= argument.name().isPresent();
      if (argument.name().isEmpty() && anyNamed) {
        elaborator.report(
            Diagnostic.of(
                    NameCodes.POSITIONAL_AFTER_NAMED,
                    "An argument after a named one needs its name, too.",
                    argument.span())
                .note("`" + function.name() + "` takes " + listed(names) + "."));
        failed = true;
        continue;
      }
      if (argument.name().isPresent()) {
        name = argument.name().get();
        if (!names.contains(name)) {
          elaborator.report(
              Diagnostic.of(
                      NameCodes.UNKNOWN_ARGUMENT,
                      "`" + function.name() + "` has no argument `" + name + "`.",
                      nameSpan(argument))
                  .suggestName(Names.closest(name, names))
                  .note("It takes " + listed(names) + "."));
          failed = true;
          continue;
        }
      } else {
        if (next >= names.size()) {
          elaborator.report(tooMany(function.name(), names, argument.span(), next + 1));
          failed = true;
          break;
        }
        name = names.get(next++);
      }
      Given before = bound.putIfAbsent(name, argument);
      if (before != null && !failed) {
        elaborator.report(
            Diagnostic.of(
                    NameCodes.DUPLICATE_ARGUMENT,
                    "The argument `" + name + "` is given twice.",
                    argument.span())
                .relate(before.span(), "it is given here first"));
        failed = true;
      }
    }
    for (String parameter : parameters) {
      if (!failed && !parameter.endsWith("?") && !bound.containsKey(parameter)) {
        elaborator.report(
            Diagnostic.of(
                    NameCodes.MISSING_ARGUMENT,
                    "`" + function.name() + "` needs the argument `" + parameter + "`.",
                    site)
                .note("It takes " + listed(names) + "."));
        failed = true;
      }
    }
    if (failed) {
      // What was given is elaborated all the same, so that its own mistakes are reported too.
      given.forEach(argument -> argument.value().get());
      throw new Reported();
    }
    return bound;
  }

  private static String plain(String parameter) {
    return parameter.endsWith("?") ? parameter.substring(0, parameter.length() - 1) : parameter;
  }

  private static Span nameSpan(Given argument) {
    return argument.written().isPresent()
            && argument.written().get() instanceof Argument.Named named
        ? named.name().span()
        : argument.span();
  }

  private static String listed(List<String> names) {
    return String.join(", ", names.stream().map(name -> "`" + name + "`").toList());
  }

  /// The expression of an argument that was written in the program.
  static Optional<Expression> expression(Given argument) {
    return argument.written().map(Argument::value);
  }

  private static Diagnostic tooMany(String function, List<String> names, Span place, int number) {
    Diagnostic problem =
        Diagnostic.of(
                NameCodes.TOO_MANY_ARGUMENTS,
                "`" + function + "` is given too many arguments.",
                place,
                "this is argument " + number)
            .note(names.isEmpty() ? "It takes none." : "It takes " + listed(names) + ".");
    boolean isLaw = Arrays.stream(Distribution.values()).anyMatch(d -> d.label().equals(function));
    return isLaw
        ? problem.note("Many numbers at once are drawn by `sample(law, shape)`.")
        : problem;
  }
}
