package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.RunCodes;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Distribution;
import dev.dyn.compiler.op.LawChecks;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.source.Span;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Draws from laws, as lines of the IR.
final class Draws {
  private Draws() {}

  /// Entries of type `type`, drawn from `law` by `stream`; the parameters of the law may be single
  /// numbers or fit the shape.
  static Var draw(Elaborator elaborator, Value law, Type type, Var stream, Span site) {
    if (law instanceof Value.Function(Initializer.Named(Initializer initializer))) {
      return initializer.draw(elaborator, type, stream, site);
    }
    if (!(law instanceof Value.Law(Distribution distribution, List<Value> parameters))) {
      throw elaborator.fail(
          Diagnostic.of(
                  NameCodes.UNKNOWN_DISTRIBUTION,
                  "A distribution is needed here.",
                  site,
                  "this is " + law.describe())
              .note(
                  "Distributions are `uniform(a, b)`, `normal(m, s)`, `exponential(rate)` and the"
                      + " like."));
    }
    Elem elem = distribution.isDiscrete() ? Elem.I64 : elaborator.real();
    List<Var> given = new ArrayList<>();
    for (Value parameter : parameters) {
      Var var =
          distribution == Distribution.UNIFORM_INT
              ? elaborator.numbers().integer(parameter, site)
              : elaborator.numbers().toReal(parameter, site);
      if (Numbers.join(var.type().dims(), type.dims()).filter(type.dims()::equals).isEmpty()) {
        throw elaborator.fail(
            Diagnostic.of(
                TypeCodes.SHAPE_MISMATCH,
                "A parameter of this distribution has the wrong shape.",
                site,
                "`"
                    + Value.shape(var.type().dims())
                    + "` does not fit `"
                    + Value.shape(type.dims())
                    + "`"));
      }
      given.add(var);
    }
    requirePossible(elaborator, distribution, given, site);
    List<Var> fitted = new ArrayList<>();
    for (int k = 0; k < given.size(); k++) {
      Var checked = checked(elaborator, distribution, k, given.get(k), site);
      fitted.add(elaborator.numbers().stretch(checked, type.dims()));
    }
    List<Dim> dims = type.dims();
    Var drawn =
        elaborator
            .builder()
            .emit(distribution.label(), new Op.Draw(distribution, stream, fitted, dims, elem));
    return type.elem().isReal() ? elaborator.numbers().real(drawn) : drawn;
  }

  /// The parameter, looked at in the run if it is not known before. In a branch that is not taken
  /// it may be anything.
  private static Var checked(
      Elaborator elaborator, Distribution law, int k, Var parameter, Span site) {
    Optional<ScalarFn> check = LawChecks.of(law, k);
    if (check.isEmpty() || elaborator.beforeRun().unchangeable(parameter).isPresent()) {
      return parameter;
    }
    elaborator.builder().at(site.start());
    return elaborator.builder().call(check.get(), elaborator.protect(parameter, 1));
  }

  /// Parameters that are known before the run are checked before the run.
  private static void requirePossible(
      Elaborator elaborator, Distribution distribution, List<Var> parameters, Span site) {
    String problem =
        switch (distribution) {
          case UNIFORM ->
              bothKnown(elaborator, parameters, (a, b) -> a > b)
                  ? "It runs from its lower end to its upper end."
                  : "";
          case NORMAL, LOGNORMAL, CAUCHY ->
              isKnown(elaborator, parameters.get(1), s -> s < 0)
                  ? "A width cannot be negative."
                  : "";
          case EXPONENTIAL, STUDENT_T ->
              isKnown(elaborator, parameters.getFirst(), x -> x <= 0)
                  ? "Its parameter must be positive."
                  : "";
          case GAMMA, BETA ->
              parameters.stream().anyMatch(v -> isKnown(elaborator, v, x -> x <= 0))
                  ? "Both parameters must be positive."
                  : "";
          case POISSON ->
              isKnown(elaborator, parameters.getFirst(), x -> x < 0)
                  ? "A mean number cannot be negative."
                  : "";
          case BERNOULLI ->
              isKnown(elaborator, parameters.getFirst(), p -> p < 0 || p > 1)
                  ? "A probability lies between 0 and 1."
                  : "";
          case UNIFORM_INT ->
              isKnown(elaborator, parameters.getFirst(), n -> n < 1)
                  ? "The range has no ints."
                  : "";
        };
    if (!problem.isEmpty()) {
      throw elaborator.fail(
          Diagnostic.of(RunCodes.BAD_DISTRIBUTION, "There is no such distribution.", site)
              .note(problem));
    }
  }

  private static boolean isKnown(Elaborator elaborator, Var parameter, DoublePredicate property) {
    return values(elaborator, parameter).anyMatch(property);
  }

  private static boolean bothKnown(
      Elaborator elaborator, List<Var> parameters, BiPredicate<Double, Double> property) {
    double[] a = values(elaborator, parameters.get(0)).toArray();
    double[] b = values(elaborator, parameters.get(1)).toArray();
    return IntStream.range(0, Math.min(a.length, b.length))
        .anyMatch(k -> property.test(a[k], b[k]));
  }

  /// The entries that are known before the run.
  private static DoubleStream values(Elaborator elaborator, Var parameter) {
    return elaborator.beforeRun().unchangeable(parameter).stream()
        .flatMapToDouble(tensor -> IntStream.range(0, tensor.size()).mapToDouble(tensor::realAt));
  }
}
