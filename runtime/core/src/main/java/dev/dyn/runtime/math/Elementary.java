package dev.dyn.runtime.math;

/// The elementary functions of Dyn, for one number: `Elementary.exp(1.0)`.
///
/// These are our own and not those of [Math], so that a program gives the same bits in a scalar, a
/// vector lane and an array element ([VectorElementary], [ArrayElementary]), on every engine and on
/// every machine. Special values (zeros with their sign, infinities, NaN, subnormal numbers) are as
/// in C99, Annex F. An ulp is the distance of neighbouring numbers at the exact result. The stated
/// bounds hold for both precisions; they are checked by `AccuracyTest` against references of 40
/// digits, and the reasons are in the class of each function.
public final class Elementary {
  private Elementary() {}

  /// The exponential function; error below 1 ulp.
  public static double exp(double x) {
    return ExponentialF64.of(x);
  }

  /// The exponential function, in single precision.
  public static float exp(float x) {
    return ExponentialF32.of(x);
  }

  /// `exp(x) - 1` without cancellation near zero; error below 1.1 ulp.
  public static double expm1(double x) {
    return ExponentialMinusOneF64.of(x);
  }

  /// `exp(x) - 1` without cancellation near zero, in single precision.
  public static float expm1(float x) {
    return ExponentialMinusOneF32.of(x);
  }

  /// The natural logarithm; NaN for negative `x`, `-∞` for zero; error below 1 ulp.
  public static double log(double x) {
    return LogarithmF64.of(x);
  }

  /// The natural logarithm, in single precision.
  public static float log(float x) {
    return LogarithmF32.of(x);
  }

  /// The sine of `x` radians, for arguments of any size; error below 1 ulp.
  public static double sin(double x) {
    return SineF64.sin(x);
  }

  /// The sine of `x` radians, for arguments of any size, in single precision.
  public static float sin(float x) {
    return SineF32.sin(x);
  }

  /// The cosine of `x` radians, for arguments of any size; error below 1 ulp.
  public static double cos(double x) {
    return SineF64.cos(x);
  }

  /// The cosine of `x` radians, for arguments of any size, in single precision.
  public static float cos(float x) {
    return SineF32.cos(x);
  }

  /// The hyperbolic tangent; error below 1 ulp.
  public static double tanh(double x) {
    return TangentHyperbolicF64.of(x);
  }

  /// The hyperbolic tangent, in single precision.
  public static float tanh(float x) {
    return TangentHyperbolicF32.of(x);
  }

  /// The logistic function `1/(1 + exp(-x))`; error below 2 ulp.
  public static double sigmoid(double x) {
    return SigmoidF64.of(x);
  }

  /// The logistic function `1/(1 + exp(-x))`, in single precision.
  public static float sigmoid(float x) {
    return SigmoidF32.of(x);
  }

  /// The square root, correctly rounded; NaN for negative `x`.
  public static double sqrt(double x) {
    return Math.sqrt(x);
  }

  /// The square root, correctly rounded, in single precision.
  public static float sqrt(float x) {
    return (float) Math.sqrt(x);
  }

  /// The greatest whole number not above `x`.
  public static double floor(double x) {
    return Math.floor(x);
  }

  /// The greatest whole number not above `x`, in single precision.
  public static float floor(float x) {
    return (float) Math.floor(x);
  }

  /// The least whole number not below `x`.
  public static double ceil(double x) {
    return Math.ceil(x);
  }

  /// The least whole number not below `x`, in single precision.
  public static float ceil(float x) {
    return (float) Math.ceil(x);
  }

  /// The nearest whole number, of two equally near ones the even one.
  public static double round(double x) {
    return Math.rint(x);
  }

  /// The nearest whole number, of two equally near ones the even one, in single precision.
  public static float round(float x) {
    return (float) Math.rint(x);
  }

  /// The magnitude of `x`.
  public static double abs(double x) {
    return Math.abs(x);
  }

  /// The magnitude of `x`, in single precision.
  public static float abs(float x) {
    return Math.abs(x);
  }

  /// 1 for positive `x`, -1 for negative `x`; zero and NaN are returned as they are.
  public static double sign(double x) {
    return Math.signum(x);
  }

  /// 1 for positive `x`, -1 for negative `x`, in single precision.
  public static float sign(float x) {
    return Math.signum(x);
  }
}
