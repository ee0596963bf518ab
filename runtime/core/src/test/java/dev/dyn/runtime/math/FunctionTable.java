package dev.dyn.runtime.math;

import java.util.List;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/// Every function of the package with its forms and the error it may have, for the tests to go over.
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

  /// The forms of a function of one argument. `ulps` bounds the error of the double form against the
  /// references, `floatUlps` that of the float form against the double one.
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

  record Binary(String name, DoubleBinaryOperator scalar, double ulps) {}

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
              2,
              2),
          new Unary(
              "log",
              Elementary::log,
              Elementary::log,
              ArrayElementary::log,
              ArrayElementary::log,
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
          new Vectors("sin", VectorElementary::sin, VectorElementary::sin),
          new Vectors("cos", VectorElementary::cos, VectorElementary::cos),
          new Vectors("tanh", VectorElementary::tanh, VectorElementary::tanh),
          new Vectors("sigmoid", VectorElementary::sigmoid, VectorElementary::sigmoid));

  static final List<Binary> BINARY = List.of();

  /// Functions that are exact or correctly rounded by the machine.
  static final Set<String> EXACT = Set.of("sqrt", "floor", "ceil", "round", "abs", "sign");

  private FunctionTable() {}

  static Unary unary(String name) {
    return UNARY.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }
}
