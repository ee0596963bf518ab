package dev.dyn.runtime.random;

/// Sine and cosine of an angle given in quarter turns, at most half a quarter to either side.
///
/// A random angle needs no reduction of its argument: it is drawn in quarter turns to begin with.
/// Polynomials in `t²`, near-minimax (Chebyshev) on `|t| <= 1/2`, error below `5e-17` absolute.
/// [DrawArrays] writes the same formula in vectors; keep the two alike.
final class QuarterTurn {
  static final double S0 = 1.5707963267948966;
  static final double S1 = -0.6459640975062443;
  static final double S2 = 0.07969262624604301;
  static final double S3 = -0.004681754132340976;
  static final double S4 = 0.0001604411507421909;
  static final double S5 = -3.59864335298231e-06;
  static final double S6 = 5.633933781537854e-08;

  static final double C0 = 1.0;
  static final double C1 = -1.2337005501361513;
  static final double C2 = 0.25366950789986475;
  static final double C3 = -0.02086348073494657;
  static final double C4 = 0.000919259950041661;
  static final double C5 = -2.520013526428479e-05;
  static final double C6 = 4.6552961874867623e-07;

  private QuarterTurn() {}

  /// `sin(π t / 2)` for `|t| <= 1/2`.
  static double sin(double t) {
    double z = t * t;
    double p = Math.fma(S6, z, S5);
    p = Math.fma(p, z, S4);
    p = Math.fma(p, z, S3);
    p = Math.fma(p, z, S2);
    p = Math.fma(p, z, S1);
    return Math.fma(p, z, S0) * t;
  }

  /// `cos(π t / 2)` for `|t| <= 1/2`.
  static double cos(double t) {
    double z = t * t;
    double p = Math.fma(C6, z, C5);
    p = Math.fma(p, z, C4);
    p = Math.fma(p, z, C3);
    p = Math.fma(p, z, C2);
    p = Math.fma(p, z, C1);
    return Math.fma(p, z, C0);
  }

  /// `tan(π t / 2)` for `|t| < 1`.
  static double tan(double t) {
    if (Math.abs(t) <= 0.5) {
      return sin(t) / cos(t);
    }
    double rest = 1.0 - Math.abs(t);
    return Math.copySign(cos(rest) / sin(rest), t);
  }
}
