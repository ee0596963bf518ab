package dev.dyn.compiler.resolve;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.method.MethodLibrary;
import dev.dyn.compiler.method.StochasticMethods;
import dev.dyn.compiler.syntax.Name;
import java.util.List;
import java.util.Set;

/// What a name at a certain place should be: it decides what is said of one that is not known.
enum Wanted {
  VALUE,
  METHOD,
  DISTRIBUTION,
  SIZE,
  INCREMENT;

  /// Words that mean something in rules and trainings only.
  static final Set<String> RULE_WORDS = Set.of("theta", "gradient", "step", "loss");

  private static final List<String> DISTRIBUTIONS =
      List.of(
          "uniform",
          "normal",
          "lognormal",
          "cauchy",
          "exponential",
          "gamma",
          "beta",
          "student_t",
          "poisson",
          "bernoulli");

  Diagnostic problem(Name name) {
    String shown = "`" + name.text() + "`";
    return switch (this) {
      case VALUE ->
          Diagnostic.of(
              NameCodes.UNKNOWN_NAME, "The name " + shown + " is not known here.", name.span());
      case METHOD ->
          Diagnostic.of(
                  NameCodes.UNKNOWN_METHOD,
                  "There is no integration method " + shown + ".",
                  name.span())
              .note(
                  "Methods are "
                      + listed(MethodLibrary.names())
                      + ", and for stochastic equations "
                      + listed(StochasticMethods.names())
                      + ".");
      case DISTRIBUTION ->
          Diagnostic.of(
                  NameCodes.UNKNOWN_DISTRIBUTION,
                  "There is no distribution " + shown + ".",
                  name.span())
              .note("Distributions are " + listed(DISTRIBUTIONS) + ".");
      case INCREMENT ->
          name.text().matches("d\\p{Lu}\\w*")
              ? Diagnostic.of(
                      SystemCodes.NOISE_NOT_DECLARED,
                      "There is no noise of which " + shown + " would be the growth.",
                      name.span())
                  .note(
                      "`noise "
                          + name.text().substring(1)
                          + "` declares one; `dW` alone needs no declaration.")
              : VALUE.problem(name);
      case SIZE ->
          Diagnostic.of(
                  TypeCodes.UNKNOWN_DIMENSION,
                  "Nothing gives the dimension " + shown + " a size.",
                  name.span())
              .note(
                  "A size is a number, a constant, or an int parameter in the header: `system S(n:"
                      + " int = 3)`.");
    };
  }

  private static String listed(List<String> names) {
    return String.join(", ", names.stream().map(name -> "`" + name + "`").toList());
  }
}
