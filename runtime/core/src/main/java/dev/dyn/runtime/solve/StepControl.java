package dev.dyn.runtime.solve;

/// Chooses step sizes from error estimates: a PI controller (Gustafsson 1991; Hairer, Wanner 1996,
/// Solving Ordinary Differential Equations II, IV.2, with the constants of program DOPRI5).
///
/// With `err` the error of a step in units of the tolerance and `old` that of the step accepted
/// before, the next step is larger by `0.9 * err^-(1/k - 0.75*beta) * old^beta`, within 0.1..5,
/// where k − 1 is the order of the estimate. Powers need only a few digits here, but the same bits
/// everywhere: [#log2] and [#exp2] are short polynomials, several times faster than exact ones.
final class StepControl {
  private static final double BETA = 0.04;
  private static final double LOG_SAFETY = log2(0.9);
  private static final double MOST = 5;
  private static final double LEAST = 0.1;
  private static final double LEAST_AFTER_REJECTION = 0.2;

  /// An error below this counts as this in the memory of the controller.
  private static final double LOG_LEAST_OLD = log2(1e-4);

  private final double exponent;
  private double logOld = LOG_LEAST_OLD;
  private boolean afterRejection;

  /// @param order of the solution that the estimate compares with
  StepControl(int order) {
    this.exponent = 1.0 / (order + 1) - 0.75 * BETA;
  }

  /// The factor for the next step after one that was accepted; `square` is its squared error, at
  /// most 1.
  double accepted(double square) {
    double log = 0.5 * log2(square);
    double factor = exp2(LOG_SAFETY - exponent * log + BETA * logOld);
    double most = afterRejection ? 1 : MOST;
    logOld = Math.max(log, LOG_LEAST_OLD);
    afterRejection = false;
    return Math.min(most, Math.max(LEAST, factor));
  }

  /// The factor for another attempt after one with squared error `square`, more than 1 or not a
  /// number.
  double rejected(double square) {
    afterRejection = true;
    if (!(square < Double.MAX_VALUE)) {
      return LEAST_AFTER_REJECTION;
    }
    return Math.max(LEAST_AFTER_REJECTION, exp2(LOG_SAFETY - exponent * 0.5 * log2(square)));
  }

  /// The logarithm to base 2 within 2e-5; arguments below 1e-300 count as that.
  static double log2(double x) {
    long bits = Double.doubleToRawLongBits(Math.max(x, 1e-300));
    double exponent = (bits >>> 52) - 1023;
    double u =
        Double.longBitsToDouble((bits & 0x000f_ffff_ffff_ffffL) | 0x3ff0_0000_0000_0000L) - 1;
    double p = -0.033822045968870874;
    p = Math.fma(p, u, 0.14447109569849204);
    p = Math.fma(p, u, -0.3016380097346776);
    p = Math.fma(p, u, 0.46865887914350746);
    p = Math.fma(p, u, -0.7203587726757469);
    p = Math.fma(p, u, 1.4426814680651505);
    return Math.fma(p, u, exponent);
  }

  /// 2 to the power x within a relative 4e-6, for x within ±1000.
  static double exp2(double x) {
    double whole = Math.floor(x);
    double f = x - whole;
    double p = 0.013670309453307137;
    p = Math.fma(p, f, 0.05174499776419958);
    p = Math.fma(p, f, 0.24160435727003668);
    p = Math.fma(p, f, 0.6929729221730628);
    p = Math.fma(p, f, 1.0000034929076977);
    return p * Double.longBitsToDouble(((long) whole + 1023) << 52);
  }
}
