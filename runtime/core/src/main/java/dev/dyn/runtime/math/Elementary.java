package dev.dyn.runtime.math;

/// The elementary functions of Dyn, for one number: `Elementary.exp(1.0)`.
///
/// These are our own and not those of [Math], so that a program gives the same bits in a scalar, a
/// vector lane and an array element ([VectorElementary], [ArrayElementary]), on every engine and on
/// every machine. Special values (zeros with their sign, infinities, NaN, subnormal numbers) are as
/// in C99, Annex F. An ulp is the distance of neighbouring numbers at the exact result. The stated
/// bounds hold for both precisions; they are checked by `AccuracyTest` against references of 60
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

  /// `log(1 + x)` without cancellation near zero; error below 1 ulp.
  public static double log1p(double x) {
    return LogarithmOnePlusF64.of(x);
  }

  /// `log(1 + x)` without cancellation near zero, in single precision.
  public static float log1p(float x) {
    return LogarithmOnePlusF32.of(x);
  }

  /// The logarithm to base 2, exact for powers of 2; error below 1.1 ulp.
  public static double log2(double x) {
    return LogarithmBaseF64.log2(x);
  }

  /// The logarithm to base 2, exact for powers of 2, in single precision.
  public static float log2(float x) {
    return LogarithmBaseF32.log2(x);
  }

  /// The logarithm to base 10, exact for powers of 10; error below 1 ulp.
  public static double log10(double x) {
    return LogarithmBaseF64.log10(x);
  }

  /// The logarithm to base 10, exact for powers of 10, in single precision.
  public static float log10(float x) {
    return LogarithmBaseF32.log10(x);
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

  /// The tangent of `x` radians, for arguments of any size; error below 2 ulp.
  public static double tan(double x) {
    return TangentF64.of(x);
  }

  /// The tangent of `x` radians, for arguments of any size, in single precision.
  public static float tan(float x) {
    return TangentF32.of(x);
  }

  /// The angle in `[-π/2, π/2]` whose sine is `x`, NaN beyond 1; error below 2 ulp.
  public static double asin(double x) {
    return ArcsineF64.asin(x);
  }

  /// The angle in `[-π/2, π/2]` whose sine is `x`, NaN beyond 1, in single precision.
  public static float asin(float x) {
    return (float) ArcsineF64.asin(x);
  }

  /// The angle in `[0, π]` whose cosine is `x`, NaN beyond 1; error below 2 ulp.
  public static double acos(double x) {
    return ArcsineF64.acos(x);
  }

  /// The angle in `[0, π]` whose cosine is `x`, NaN beyond 1, in single precision.
  public static float acos(float x) {
    return (float) ArcsineF64.acos(x);
  }

  /// The angle in `[-π/2, π/2]` whose tangent is `x`; error below 2 ulp.
  public static double atan(double x) {
    return ArctangentF64.of(x);
  }

  /// The angle in `[-π/2, π/2]` whose tangent is `x`, in single precision.
  public static float atan(float x) {
    return ArctangentF32.of(x);
  }

  /// The hyperbolic sine; error below 2 ulp.
  public static double sinh(double x) {
    return HyperbolicF64.sinh(x);
  }

  /// The hyperbolic sine, in single precision.
  public static float sinh(float x) {
    return HyperbolicF32.sinh(x);
  }

  /// The hyperbolic cosine; error below 2 ulp.
  public static double cosh(double x) {
    return HyperbolicF64.cosh(x);
  }

  /// The hyperbolic cosine, in single precision.
  public static float cosh(float x) {
    return HyperbolicF32.cosh(x);
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

  /// The cube root, negative for negative `x`; error below 1 ulp.
  public static double cbrt(double x) {
    return RootF64.cbrt(x);
  }

  /// The cube root, negative for negative `x`, in single precision.
  public static float cbrt(float x) {
    return (float) RootF64.cbrt(x);
  }

  /// The error function `2/√π ∫₀ˣ exp(-t²) dt`; error below 2 ulp.
  public static double erf(double x) {
    return ErrorFunctionF64.erf(x);
  }

  /// The error function `2/√π ∫₀ˣ exp(-t²) dt`, in single precision.
  public static float erf(float x) {
    return (float) ErrorFunctionF64.erf(x);
  }

  /// `1 - erf(x)`, with its relative precision for large `x`; error below 2 ulp.
  public static double erfc(double x) {
    return ErrorFunctionF64.erfc(x);
  }

  /// `1 - erf(x)`, with its relative precision for large `x`, in single precision.
  public static float erfc(float x) {
    return (float) ErrorFunctionF64.erfc(x);
  }

  /// The gamma function, NaN at negative whole numbers; error below 1 ulp.
  public static double gamma(double x) {
    return GammaF64.gamma(x);
  }

  /// The gamma function, NaN at negative whole numbers, in single precision.
  public static float gamma(float x) {
    return (float) GammaF64.gamma(x);
  }

  /// The logarithm of the magnitude of the gamma function; error below 2 ulp, or `10⁻¹⁶` near its
  /// negative zeros.
  public static double lgamma(double x) {
    return GammaF64.lgamma(x);
  }

  /// The logarithm of the magnitude of the gamma function, in single precision.
  public static float lgamma(float x) {
    return (float) GammaF64.lgamma(x);
  }

  /// The derivative of `lgamma`; error below 1 ulp, or `10⁻¹⁶` near its zeros.
  public static double digamma(double x) {
    return DigammaF64.of(x);
  }

  /// The derivative of `lgamma`, in single precision.
  public static float digamma(float x) {
    return (float) DigammaF64.of(x);
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

  /// `x` to the power `y`, NaN for negative `x` unless `y` is whole; error below 1 ulp.
  public static double pow(double x, double y) {
    return PowerF64.of(x, y);
  }

  /// `x` to the power `y`, NaN for negative `x` unless `y` is whole, in single precision.
  public static float pow(float x, float y) {
    return PowerF32.of(x, y);
  }

  /// The angle in `[-π, π]` of the point `(x, y)`; error below 2 ulp.
  public static double atan2(double y, double x) {
    return PointAngleF64.of(y, x);
  }

  /// The angle in `[-π, π]` of the point `(x, y)`, in single precision.
  public static float atan2(float y, float x) {
    return (float) PointAngleF64.of(y, x);
  }

  /// `√(x² + y²)` without overflow of the squares; error below 1 ulp.
  public static double hypot(double x, double y) {
    return RootF64.hypot(x, y);
  }

  /// `√(x² + y²)` without overflow of the squares, in single precision.
  public static float hypot(float x, float y) {
    return (float) RootF64.hypot(x, y);
  }
}
