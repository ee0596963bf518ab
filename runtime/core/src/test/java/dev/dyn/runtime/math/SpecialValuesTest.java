package dev.dyn.runtime.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Zeros, infinities, NaN and the ends of the range, as C99 Annex F has them, in both precisions.
class SpecialValuesTest {
  @ParameterizedTest(name = "{0}({1}) = {2}")
  @CsvSource(
      textBlock =
          """
          exp,     0,         1
          exp,     -0.0,      1
          exp,     Infinity,  Infinity
          exp,     -Infinity, 0
          exp,     NaN,       NaN
          exp,     1e4,       Infinity
          exp,     -1e4,      0
          expm1,   0,         0
          expm1,   -0.0,      -0.0
          expm1,   Infinity,  Infinity
          expm1,   -Infinity, -1
          expm1,   NaN,       NaN
          expm1,   -1e4,      -1
          log,     1,         0
          log,     0,         -Infinity
          log,     -0.0,      -Infinity
          log,     -1,        NaN
          log,     -Infinity, NaN
          log,     Infinity,  Infinity
          log,     NaN,       NaN
          sin,     0,         0
          sin,     -0.0,      -0.0
          sin,     Infinity,  NaN
          sin,     -Infinity, NaN
          sin,     NaN,       NaN
          cos,     0,         1
          cos,     -0.0,      1
          cos,     Infinity,  NaN
          cos,     NaN,       NaN
          tanh,    0,         0
          tanh,    -0.0,      -0.0
          tanh,    Infinity,  1
          tanh,    -Infinity, -1
          tanh,    1e30,      1
          tanh,    NaN,       NaN
          sigmoid, 0,         0.5
          sigmoid, -0.0,      0.5
          sigmoid, Infinity,  1
          sigmoid, -Infinity, 0
          sigmoid, NaN,       NaN
          sqrt,    -0.0,      -0.0
          sqrt,    -1,        NaN
          sqrt,    4,         2
          floor,   -0.5,      -1
          floor,   -0.0,      -0.0
          ceil,    -0.5,      -0.0
          ceil,    1.5,       2
          round,   0.5,       0
          round,   1.5,       2
          round,   2.5,       2
          round,   -0.5,      -0.0
          round,   -3.5,      -4
          abs,     -0.0,      0
          abs,     -Infinity, Infinity
          sign,    -3,        -1
          sign,    7,         1
          sign,    -0.0,      -0.0
          sign,    NaN,       NaN
          """)
  void unary(String name, double x, double expected) {
    FunctionTable.Unary f = FunctionTable.unary(name);
    assertEquals(expected, f.scalar().applyAsDouble(x));
    assertEquals((float) expected, f.floatScalar().applyAsFloat((float) x));
  }
}
