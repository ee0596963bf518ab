package dev.dyn.runtime.math;

import java.util.List;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/// Every function of the package with its forms and the error it may have, for the tests to go
/// over.
final class FunctionTable {
  interface VectorForm {
    DoubleVector apply(DoubleVector x);
  }

  interface FloatVectorForm {
    FloatVector apply(FloatVector x);
  }

  interface ArrayForm {
    void apply(double[] x, int xo, double[] y, int yo, int n);
  }

  interface FloatArrayForm {
    void apply(float[] x, int xo, float[] y, int yo, int n);
  }

  /// The forms of a function of one argument. `ulps` bounds the error of the double form against
  /// the references, `floatUlps` that of the float form against the double one.
  record Unary(
      String name,
      DoubleUnaryOperator scalar,
      Lanes.FloatFunction floatScalar,
      ArrayForm array,
      FloatArrayForm floatArray,
      double ulps,
      double floatUlps) {}

  /// The forms of a function of one argument that has vector forms.
  record Vectors(String name, VectorForm lanes, FloatVectorForm floatLanes) {}

  interface FloatBinary {
    float apply(float x, float y);
  }

  interface BinaryArrayForm {
    void apply(double[] x, int xo, double[] z, int zo, double[] y, int yo, int n);
  }

  interface BinaryFloatArrayForm {
    void apply(float[] x, int xo, float[] z, int zo, float[] y, int yo, int n);
  }

  /// The forms of a function of two arguments.
  record Binary(
      String name,
      DoubleBinaryOperator scalar,
      FloatBinary floatScalar,
      BinaryArrayForm array,
      BinaryFloatArrayForm floatArray,
      double ulps) {}

  static final List<Unary> UNARY =
      List.of(
          new Unary(
              "exp",
              Elementary::exp,
              Elementary::exp,
              ArrayElementary::exp,
              ArrayElementary::exp,
              1,
              1),
          new Unary(
              "expm1",
              Elementary::expm1,
              Elementary::expm1,
              ArrayElementary::expm1,
              ArrayElementary::expm1,
              1.1,
              1.1),
          new Unary(
              "log",
              Elementary::log,
              Elementary::log,
              ArrayElementary::log,
              ArrayElementary::log,
              1,
              1),
          new Unary(
              "log1p",
              Elementary::log1p,
              Elementary::log1p,
              ArrayElementary::log1p,
              ArrayElementary::log1p,
              1,
              1),
          new Unary(
              "log2",
              Elementary::log2,
              Elementary::log2,
              ArrayElementary::log2,
              ArrayElementary::log2,
              1.1,
              1.1),
          new Unary(
              "log10",
              Elementary::log10,
              Elementary::log10,
              ArrayElementary::log10,
              ArrayElementary::log10,
              1,
              1),
          new Unary(
              "sin",
              Elementary::sin,
              Elementary::sin,
              ArrayElementary::sin,
              ArrayElementary::sin,
              1,
              1),
          new Unary(
              "cos",
              Elementary::cos,
              Elementary::cos,
              ArrayElementary::cos,
              ArrayElementary::cos,
              1,
              1),
          new Unary(
              "tan",
              Elementary::tan,
              Elementary::tan,
              ArrayElementary::tan,
              ArrayElementary::tan,
              1,
              1),
          new Unary(
              "asin",
              Elementary::asin,
              Elementary::asin,
              ArrayElementary::asin,
              ArrayElementary::asin,
              2,
              2),
          new Unary(
              "acos",
              Elementary::acos,
              Elementary::acos,
              ArrayElementary::acos,
              ArrayElementary::acos,
              2,
              2),
          new Unary(
              "atan",
              Elementary::atan,
              Elementary::atan,
              ArrayElementary::atan,
              ArrayElementary::atan,
              2,
              2),
          new Unary(
              "sinh",
              Elementary::sinh,
              Elementary::sinh,
              ArrayElementary::sinh,
              ArrayElementary::sinh,
              2,
              2),
          new Unary(
              "cosh",
              Elementary::cosh,
              Elementary::cosh,
              ArrayElementary::cosh,
              ArrayElementary::cosh,
              2,
              2),
          new Unary(
              "tanh",
              Elementary::tanh,
              Elementary::tanh,
              ArrayElementary::tanh,
              ArrayElementary::tanh,
              1,
              1),
          new Unary(
              "sigmoid",
              Elementary::sigmoid,
              Elementary::sigmoid,
              ArrayElementary::sigmoid,
              ArrayElementary::sigmoid,
              2,
              2),
          new Unary(
              "sqrt",
              Elementary::sqrt,
              Elementary::sqrt,
              ArrayElementary::sqrt,
              ArrayElementary::sqrt,
              2,
              2),
          new Unary(
              "cbrt",
              Elementary::cbrt,
              Elementary::cbrt,
              ArrayElementary::cbrt,
              ArrayElementary::cbrt,
              1,
              1),
          new Unary(
              "erf",
              Elementary::erf,
              Elementary::erf,
              ArrayElementary::erf,
              ArrayElementary::erf,
              2,
              2),
          new Unary(
              "erfc",
              Elementary::erfc,
              Elementary::erfc,
              ArrayElementary::erfc,
              ArrayElementary::erfc,
              2,
              2),
          new Unary(
              "gamma",
              Elementary::gamma,
              Elementary::gamma,
              ArrayElementary::gamma,
              ArrayElementary::gamma,
              1,
              1),
          new Unary(
              "lgamma",
              Elementary::lgamma,
              Elementary::lgamma,
              ArrayElementary::lgamma,
              ArrayElementary::lgamma,
              2,
              2),
          new Unary(
              "digamma",
              Elementary::digamma,
              Elementary::digamma,
              ArrayElementary::digamma,
              ArrayElementary::digamma,
              2,
              2),
          new Unary(
              "floor",
              Elementary::floor,
              Elementary::floor,
              ArrayElementary::floor,
              ArrayElementary::floor,
              2,
              2),
          new Unary(
              "ceil",
              Elementary::ceil,
              Elementary::ceil,
              ArrayElementary::ceil,
              ArrayElementary::ceil,
              2,
              2),
          new Unary(
              "round",
              Elementary::round,
              Elementary::round,
              ArrayElementary::round,
              ArrayElementary::round,
              2,
              2),
          new Unary(
              "abs",
              Elementary::abs,
              Elementary::abs,
              ArrayElementary::abs,
              ArrayElementary::abs,
              2,
              2),
          new Unary(
              "sign",
              Elementary::sign,
              Elementary::sign,
              ArrayElementary::sign,
              ArrayElementary::sign,
              2,
              2));

  static final List<Vectors> VECTORS =
      List.of(
          new Vectors("exp", VectorElementary::exp, VectorElementary::exp),
          new Vectors("expm1", VectorElementary::expm1, VectorElementary::expm1),
          new Vectors("log", VectorElementary::log, VectorElementary::log),
          new Vectors("log1p", VectorElementary::log1p, VectorElementary::log1p),
          new Vectors("log2", VectorElementary::log2, VectorElementary::log2),
          new Vectors("log10", VectorElementary::log10, VectorElementary::log10),
          new Vectors("sin", VectorElementary::sin, VectorElementary::sin),
          new Vectors("cos", VectorElementary::cos, VectorElementary::cos),
          new Vectors("tan", VectorElementary::tan, VectorElementary::tan),
          new Vectors("atan", VectorElementary::atan, VectorElementary::atan),
          new Vectors("sinh", VectorElementary::sinh, VectorElementary::sinh),
          new Vectors("cosh", VectorElementary::cosh, VectorElementary::cosh),
          new Vectors("tanh", VectorElementary::tanh, VectorElementary::tanh),
          new Vectors("sigmoid", VectorElementary::sigmoid, VectorElementary::sigmoid));

  static final List<Binary> BINARY =
      List.of(
          new Binary(
              "pow",
              Elementary::pow,
              Elementary::pow,
              ArrayElementary::pow,
              ArrayElementary::pow,
              1),
          new Binary(
              "atan2",
              Elementary::atan2,
              Elementary::atan2,
              ArrayElementary::atan2,
              ArrayElementary::atan2,
              1),
          new Binary(
              "hypot",
              Elementary::hypot,
              Elementary::hypot,
              ArrayElementary::hypot,
              ArrayElementary::hypot,
              1));

  /// Functions that are exact or correctly rounded by the machine.
  static final Set<String> EXACT = Set.of("sqrt", "floor", "ceil", "round", "abs", "sign");

  private FunctionTable() {}

  static Binary binary(String name) {
    return BINARY.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  static Unary unary(String name) {
    return UNARY.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }
}
