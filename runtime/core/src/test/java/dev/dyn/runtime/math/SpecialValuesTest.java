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
          log1p,   0,         0
          log1p,   -0.0,      -0.0
          log1p,   -1,        -Infinity
          log1p,   -2,        NaN
          log1p,   Infinity,  Infinity
          log1p,   -Infinity, NaN
          log1p,   NaN,       NaN
          log2,    1024,      10
          log2,    0.125,     -3
          log2,    -0.0,      -Infinity
          log2,    -1,        NaN
          log2,    Infinity,  Infinity
          log2,    NaN,       NaN
          log10,   1000,      3
          log10,   1e10,      10
          log10,   1,         0
          log10,   0,         -Infinity
          log10,   -1,        NaN
          log10,   Infinity,  Infinity
          tan,     0,         0
          tan,     -0.0,      -0.0
          tan,     Infinity,  NaN
          tan,     NaN,       NaN
          asin,    0,         0
          asin,    -0.0,      -0.0
          asin,    1.5,       NaN
          asin,    -Infinity, NaN
          asin,    NaN,       NaN
          acos,    1,         0
          acos,    -1.5,      NaN
          acos,    NaN,       NaN
          acos,    -1,        3.141592653589793
          atan,    0,         0
          atan,    -0.0,      -0.0
          atan,    1,         0.7853981633974483
          atan,    Infinity,  1.5707963267948966
          atan,    -Infinity, -1.5707963267948966
          atan,    NaN,       NaN
          sinh,    0,         0
          sinh,    -0.0,      -0.0
          sinh,    -Infinity, -Infinity
          sinh,    -1e4,      -Infinity
          sinh,    NaN,       NaN
          cosh,    0,         1
          cosh,    -0.0,      1
          cosh,    -Infinity, Infinity
          cosh,    1e4,       Infinity
          cosh,    NaN,       NaN
          cbrt,    -8,        -2
          cbrt,    -0.0,      -0.0
          cbrt,    -Infinity, -Infinity
          cbrt,    NaN,       NaN
          erf,     0,         0
          erf,     -0.0,      -0.0
          erf,     Infinity,  1
          erf,     -Infinity, -1
          erf,     NaN,       NaN
          erfc,    0,         1
          erfc,    Infinity,  0
          erfc,    -Infinity, 2
          erfc,    NaN,       NaN
          gamma,   0,         Infinity
          gamma,   -0.0,      -Infinity
          gamma,   -2,        NaN
          gamma,   5,         24
          gamma,   1,         1
          gamma,   200,       Infinity
          gamma,   Infinity,  Infinity
          gamma,   -Infinity, NaN
          gamma,   NaN,       NaN
          gamma,   -200.5,    -0.0
          gamma,   -201.5,    0
          lgamma,  0,         Infinity
          lgamma,  -3,        Infinity
          lgamma,  1,         0
          lgamma,  2,         0
          lgamma,  -Infinity, Infinity
          lgamma,  Infinity,  Infinity
          lgamma,  NaN,       NaN
          digamma, 0,         -Infinity
          digamma, -0.0,      Infinity
          digamma, -2,        NaN
          digamma, Infinity,  Infinity
          digamma, -Infinity, NaN
          digamma, NaN,       NaN
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

  @ParameterizedTest(name = "{0}({1}, {2}) = {3}")
  @CsvSource(
      textBlock =
          """
          pow,   NaN,       0,         1
          pow,   NaN,       -0.0,      1
          pow,   1,         NaN,       1
          pow,   1,         Infinity,  1
          pow,   -1,        Infinity,  1
          pow,   -1,        -Infinity, 1
          pow,   2,         NaN,       NaN
          pow,   NaN,       2,         NaN
          pow,   0,         3,         0
          pow,   -0.0,      3,         -0.0
          pow,   -0.0,      2,         0
          pow,   -0.0,      -3,        -Infinity
          pow,   -0.0,      -2,        Infinity
          pow,   0,         -0.5,      Infinity
          pow,   -0.0,      0.5,       0
          pow,   0,         Infinity,  0
          pow,   0,         -Infinity, Infinity
          pow,   -8,        3,         -512
          pow,   -8,        0.5,       NaN
          pow,   -2,        1e20,      Infinity
          pow,   0.5,       Infinity,  0
          pow,   0.5,       -Infinity, Infinity
          pow,   2,         Infinity,  Infinity
          pow,   -Infinity, 3,         -Infinity
          pow,   -Infinity, 2,         Infinity
          pow,   -Infinity, -3,        -0.0
          pow,   -Infinity, -2,        0
          pow,   Infinity,  -1,        0
          pow,   Infinity,  0.5,       Infinity
          pow,   2,         10,        1024
          pow,   10,        3,         1000
          pow,   4,         0.5,       2
          pow,   2,         20000,     Infinity
          pow,   2,         -20000,    0
          pow,   -2,        20001,     -Infinity
          atan2, 0,         1,         0
          atan2, -0.0,      1,         -0.0
          atan2, 0,         0,         0
          atan2, -0.0,      0,         -0.0
          atan2, 0,         -0.0,      3.141592653589793
          atan2, -0.0,      -0.0,      -3.141592653589793
          atan2, 0,         -1,        3.141592653589793
          atan2, 1,         0,         1.5707963267948966
          atan2, -1,        -0.0,      -1.5707963267948966
          atan2, 1,         1,         0.7853981633974483
          atan2, 1,         -1,        2.356194490192345
          atan2, Infinity,  1,         1.5707963267948966
          atan2, Infinity,  Infinity,  0.7853981633974483
          atan2, Infinity,  -Infinity, 2.356194490192345
          atan2, -1,        Infinity,  -0.0
          atan2, 1,         -Infinity, 3.141592653589793
          atan2, NaN,       1,         NaN
          atan2, 1,         NaN,       NaN
          hypot, 3,         -4,        5
          hypot, 0,         -0.0,      0
          hypot, -2,        0,         2
          hypot, NaN,       Infinity,  Infinity
          hypot, -Infinity, NaN,       Infinity
          hypot, NaN,       1,         NaN
          """)
  void binary(String name, double x, double y, double expected) {
    FunctionTable.Binary f = FunctionTable.binary(name);
    assertEquals(expected, f.scalar().applyAsDouble(x, y));
    assertEquals((float) expected, f.floatScalar().apply((float) x, (float) y));
  }
}
