package dev.dyn.runtime.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The single precision half of [ArrayElementary], through which it is called.
abstract sealed class FloatArrayElementary permits ArrayElementary {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  FloatArrayElementary() {}

  /// `y[yo + i] = exp(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void exp(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - SPECIES.length();
    int bound = last >= 0 && (x != y || xo != yo) ? n : SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      int at = Math.min(i, last);
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + at);
      VectorElementary.exp(v).intoArray(y, yo + at);
    }
    for (int i = bound; i < n; i++) {
      y[yo + i] = Elementary.exp(x[xo + i]);
    }
  }

  /// `y[yo + i] = expm1(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void expm1(float[] x, int xo, float[] y, int yo, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      VectorElementary.expm1(v).intoArray(y, yo + i);
    }
    for (int i = bound; i < n; i++) {
      y[yo + i] = Elementary.expm1(x[xo + i]);
    }
  }

  /// `y[yo + i] = log(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void log(float[] x, int xo, float[] y, int yo, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      VectorElementary.log(v).intoArray(y, yo + i);
    }
    for (int i = bound; i < n; i++) {
      y[yo + i] = Elementary.log(x[xo + i]);
    }
  }

  /// `y[yo + i] = log1p(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void log1p(float[] x, int xo, float[] y, int yo, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      VectorElementary.log1p(v).intoArray(y, yo + i);
    }
    for (int i = bound; i < n; i++) {
      y[yo + i] = Elementary.log1p(x[xo + i]);
    }
  }

  /// `y[yo + i] = log2(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void log2(float[] x, int xo, float[] y, int yo, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      VectorElementary.log2(v).intoArray(y, yo + i);
    }
    for (int i = bound; i < n; i++) {
      y[yo + i] = Elementary.log2(x[xo + i]);
    }
  }

  /// `y[yo + i] = log10(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void log10(float[] x, int xo, float[] y, int yo, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      VectorElementary.log10(v).intoArray(y, yo + i);
    }
    for (int i = bound; i < n; i++) {
      y[yo + i] = Elementary.log10(x[xo + i]);
    }
  }

  /// `y[yo + i] = sin(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void sin(float[] x, int xo, float[] y, int yo, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      VectorElementary.sin(v).intoArray(y, yo + i);
    }
    for (int i = bound; i < n; i++) {
      y[yo + i] = Elementary.sin(x[xo + i]);
    }
  }

  /// `y[yo + i] = cos(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void cos(float[] x, int xo, float[] y, int yo, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      VectorElementary.cos(v).intoArray(y, yo + i);
    }
    for (int i = bound; i < n; i++) {
      y[yo + i] = Elementary.cos(x[xo + i]);
    }
  }

  /// `y[yo + i] = tan(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void tan(float[] x, int xo, float[] y, int yo, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      VectorElementary.tan(v).intoArray(y, yo + i);
    }
    for (int i = bound; i < n; i++) {
      y[yo + i] = Elementary.tan(x[xo + i]);
    }
  }

  /// `y[yo + i] = asin(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void asin(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Elementary.asin(x[xo + i]);
    }
  }

  /// `y[yo + i] = acos(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void acos(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Elementary.acos(x[xo + i]);
    }
  }

  /// `y[yo + i] = atan(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void atan(float[] x, int xo, float[] y, int yo, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      VectorElementary.atan(v).intoArray(y, yo + i);
    }
    for (int i = bound; i < n; i++) {
      y[yo + i] = Elementary.atan(x[xo + i]);
    }
  }

  /// `y[yo + i] = sinh(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void sinh(float[] x, int xo, float[] y, int yo, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      VectorElementary.sinh(v).intoArray(y, yo + i);
    }
    for (int i = bound; i < n; i++) {
      y[yo + i] = Elementary.sinh(x[xo + i]);
    }
  }

  /// `y[yo + i] = cosh(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void cosh(float[] x, int xo, float[] y, int yo, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      VectorElementary.cosh(v).intoArray(y, yo + i);
    }
    for (int i = bound; i < n; i++) {
      y[yo + i] = Elementary.cosh(x[xo + i]);
    }
  }

  /// `y[yo + i] = tanh(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void tanh(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - SPECIES.length();
    int bound = last >= 0 && (x != y || xo != yo) ? n : SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      int at = Math.min(i, last);
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + at);
      VectorElementary.tanh(v).intoArray(y, yo + at);
    }
    for (int i = bound; i < n; i++) {
      y[yo + i] = Elementary.tanh(x[xo + i]);
    }
  }

  /// `y[yo + i] = sigmoid(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
    int last = n - SPECIES.length();
    int bound = last >= 0 && (x != y || xo != yo) ? n : SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      int at = Math.min(i, last);
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + at);
      VectorElementary.sigmoid(v).intoArray(y, yo + at);
    }
    for (int i = bound; i < n; i++) {
      y[yo + i] = Elementary.sigmoid(x[xo + i]);
    }
  }

  /// `y[yo + i] = sqrt(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void sqrt(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Elementary.sqrt(x[xo + i]);
    }
  }

  /// `y[yo + i] = cbrt(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void cbrt(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Elementary.cbrt(x[xo + i]);
    }
  }

  /// `y[yo + i] = erf(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void erf(float[] x, int xo, float[] y, int yo, int n) {
    ErrorLoopF64.erf(x, xo, y, yo, n);
  }

  /// `y[yo + i] = erfc(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void erfc(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Elementary.erfc(x[xo + i]);
    }
  }

  /// `y[yo + i] = gamma(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void gamma(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Elementary.gamma(x[xo + i]);
    }
  }

  /// `y[yo + i] = lgamma(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void lgamma(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Elementary.lgamma(x[xo + i]);
    }
  }

  /// `y[yo + i] = digamma(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void digamma(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Elementary.digamma(x[xo + i]);
    }
  }

  /// `y[yo + i] = floor(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void floor(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Elementary.floor(x[xo + i]);
    }
  }

  /// `y[yo + i] = ceil(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void ceil(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Elementary.ceil(x[xo + i]);
    }
  }

  /// `y[yo + i] = round(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void round(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Elementary.round(x[xo + i]);
    }
  }

  /// `y[yo + i] = abs(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void abs(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Elementary.abs(x[xo + i]);
    }
  }

  /// `y[yo + i] = sign(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void sign(float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Elementary.sign(x[xo + i]);
    }
  }

  /// `y[yo + i] = pow(x[xo + i], z[zo + i])` for `0 <= i < n`; `y` may be `x` or `z` at the same
  /// offset.
  public static void pow(float[] x, int xo, float[] z, int zo, float[] y, int yo, int n) {
    PowerF32.apply(x, xo, z, zo, y, yo, n);
  }

  /// `y[yo + i] = atan2(x[xo + i], z[zo + i])` for `0 <= i < n`; `y` may be `x` or `z` at the same
  /// offset.
  public static void atan2(float[] x, int xo, float[] z, int zo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Elementary.atan2(x[xo + i], z[zo + i]);
    }
  }

  /// `y[yo + i] = hypot(x[xo + i], z[zo + i])` for `0 <= i < n`; `y` may be `x` or `z` at the same
  /// offset.
  public static void hypot(float[] x, int xo, float[] z, int zo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Elementary.hypot(x[xo + i], z[zo + i]);
    }
  }
}
