package dev.dyn.runtime.random;

import dev.dyn.runtime.math.Elementary;

/// Gamma draws of scale 1, in logarithms.
///
/// Marsaglia and Tsang, "A simple method for generating gamma variables", 2000. For `shape >= 1`,
/// with `d = shape - 1/3`, `c = 1 / sqrt(9 d)` and `x` normal, `d (1 + c x)³` is accepted when `log
/// u < x²/2 + d - d v + d log v`, `v = (1 + c x)³`; nineteen in twenty are. Below 1, a draw of
/// shape `shape + 1` is multiplied by `u^(1/shape)` (their section 6). The logarithm is returned
/// because that power underflows for small shapes, where beta still needs it.
final class GammaMethod {
  private GammaMethod() {}

  static double log(long stream, long index, double shape) {
    if (shape >= 1) {
      return logFromOneUp(stream, index, shape);
    }
    double u = Words.openUnit(Words.single(Streams.mix(stream, 0), index, 0).first());
    return logFromOneUp(stream, index, shape + 1) + Elementary.log(u) / shape;
  }

  private static double logFromOneUp(long stream, long index, double shape) {
    double d = shape - 1.0 / 3.0;
    double c = 1.0 / Math.sqrt(9.0 * d);
    for (int attempt = 0; ; attempt += 2) {
      double x = Words.firstNormal(Words.single(stream, index, attempt));
      double root = Math.fma(c, x, 1.0);
      if (root > 0) {
        double v = root * root * root;
        double logV = Elementary.log(v);
        double u = Words.openUnit(Words.single(stream, index, attempt + 1).first());
        if (Elementary.log(u) < Math.fma(0.5 * x, x, d * (1.0 - v + logV))) {
          return Elementary.log(d) + logV;
        }
      }
    }
  }
}
