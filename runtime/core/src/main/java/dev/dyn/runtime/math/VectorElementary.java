package dev.dyn.runtime.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/// The elementary functions of Dyn lane by lane, for vectors of any width.
///
/// Each lane has the bits that [Elementary] gives for it. The methods are small enough for HotSpot
/// to inline them into a loop, where the vectors then stay in registers. Rare arguments (of huge
/// magnitude, subnormal results, not finite) are tested for once for the whole vector, and a vector
/// that has one is treated lane by lane.
///
/// HotSpot stops inlining methods of ours (not those of the Vector API) into a loop once that has
/// some 18,000 nodes (`NodeCountInliningCutoff`), that is after some forty vector operations, and
/// then allocates every vector that is passed. So a loop should call *one* of these methods, before
/// it does much else; several functions are better applied one after the other to a block of an
/// array that fits the first cache, with [ArrayElementary]. In the methods themselves the calls
/// come first. A process should use one vector width for an element type: past that number of nodes
/// HotSpot finds the class of a vector by its profile, and with several classes there it allocates.
public final class VectorElementary {
  private VectorElementary() {}

  /// `exp` of each lane; see [Elementary#exp(double)].
  public static DoubleVector exp(DoubleVector x) {
    return ExponentialF64.of(x);
  }

  /// `exp` of each lane; see [Elementary#exp(float)].
  public static FloatVector exp(FloatVector x) {
    return ExponentialF32.of(x);
  }

  /// `expm1` of each lane; see [Elementary#expm1(double)].
  public static DoubleVector expm1(DoubleVector x) {
    return ExponentialMinusOneF64.of(x);
  }

  /// `expm1` of each lane; see [Elementary#expm1(float)].
  public static FloatVector expm1(FloatVector x) {
    return ExponentialMinusOneF32.of(x);
  }

  /// `log` of each lane; see [Elementary#log(double)].
  public static DoubleVector log(DoubleVector x) {
    return LogarithmF64.of(x);
  }

  /// `log` of each lane; see [Elementary#log(float)].
  public static FloatVector log(FloatVector x) {
    return LogarithmF32.of(x);
  }

  /// `log1p` of each lane; see [Elementary#log1p(double)].
  public static DoubleVector log1p(DoubleVector x) {
    return LogarithmOnePlusF64.of(x);
  }

  /// `log1p` of each lane; see [Elementary#log1p(float)].
  public static FloatVector log1p(FloatVector x) {
    return LogarithmOnePlusF32.of(x);
  }

  /// `log2` of each lane; see [Elementary#log2(double)].
  public static DoubleVector log2(DoubleVector x) {
    return LogarithmBaseF64.log2(x);
  }

  /// `log2` of each lane; see [Elementary#log2(float)].
  public static FloatVector log2(FloatVector x) {
    return LogarithmBaseF32.log2(x);
  }

  /// `log10` of each lane; see [Elementary#log10(double)].
  public static DoubleVector log10(DoubleVector x) {
    return LogarithmBaseF64.log10(x);
  }

  /// `log10` of each lane; see [Elementary#log10(float)].
  public static FloatVector log10(FloatVector x) {
    return LogarithmBaseF32.log10(x);
  }

  /// `sin` of each lane; see [Elementary#sin(double)].
  public static DoubleVector sin(DoubleVector x) {
    return SineF64.sin(x);
  }

  /// `sin` of each lane; see [Elementary#sin(float)].
  public static FloatVector sin(FloatVector x) {
    return SineF32.sin(x);
  }

  /// `cos` of each lane; see [Elementary#cos(double)].
  public static DoubleVector cos(DoubleVector x) {
    return SineF64.cos(x);
  }

  /// `cos` of each lane; see [Elementary#cos(float)].
  public static FloatVector cos(FloatVector x) {
    return SineF32.cos(x);
  }

  /// `tan` of each lane; see [Elementary#tan(double)].
  public static DoubleVector tan(DoubleVector x) {
    return TangentF64.of(x);
  }

  /// `tan` of each lane; see [Elementary#tan(float)].
  public static FloatVector tan(FloatVector x) {
    return TangentF32.of(x);
  }

  /// `atan` of each lane; see [Elementary#atan(double)].
  public static DoubleVector atan(DoubleVector x) {
    return ArctangentF64.of(x);
  }

  /// `atan` of each lane; see [Elementary#atan(float)].
  public static FloatVector atan(FloatVector x) {
    return ArctangentF32.of(x);
  }

  /// `sinh` of each lane; see [Elementary#sinh(double)].
  public static DoubleVector sinh(DoubleVector x) {
    return HyperbolicF64.sinh(x);
  }

  /// `sinh` of each lane; see [Elementary#sinh(float)].
  public static FloatVector sinh(FloatVector x) {
    return HyperbolicF32.sinh(x);
  }

  /// `cosh` of each lane; see [Elementary#cosh(double)].
  public static DoubleVector cosh(DoubleVector x) {
    return HyperbolicF64.cosh(x);
  }

  /// `cosh` of each lane; see [Elementary#cosh(float)].
  public static FloatVector cosh(FloatVector x) {
    return HyperbolicF32.cosh(x);
  }

  /// `tanh` of each lane; see [Elementary#tanh(double)].
  public static DoubleVector tanh(DoubleVector x) {
    return TangentHyperbolicF64.of(x);
  }

  /// `tanh` of each lane; see [Elementary#tanh(float)].
  public static FloatVector tanh(FloatVector x) {
    return TangentHyperbolicF32.of(x);
  }

  /// `sigmoid` of each lane; see [Elementary#sigmoid(double)].
  public static DoubleVector sigmoid(DoubleVector x) {
    return SigmoidF64.of(x);
  }

  /// `sigmoid` of each lane; see [Elementary#sigmoid(float)].
  public static FloatVector sigmoid(FloatVector x) {
    return SigmoidF32.of(x);
  }

  /// `pow` of each pair of lanes; see [Elementary#pow(double, double)].
  ///
  /// By way of arrays, as the formula is too long to be inlined.
  public static DoubleVector pow(DoubleVector x, DoubleVector y) {
    double[] lanes = x.toArray();
    ArrayElementary.pow(lanes, 0, y.toArray(), 0, lanes, 0, lanes.length);
    return DoubleVector.fromArray(x.species(), lanes, 0);
  }

  /// `pow` of each pair of lanes; see [Elementary#pow(float, float)].
  ///
  /// By way of arrays, as the formula is too long to be inlined.
  public static FloatVector pow(FloatVector x, FloatVector y) {
    float[] lanes = x.toArray();
    ArrayElementary.pow(lanes, 0, y.toArray(), 0, lanes, 0, lanes.length);
    return FloatVector.fromArray(x.species(), lanes, 0);
  }
}
