package dev.dyn.runtime.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The single precision half of [ArrayElementary], through which it is called.
abstract sealed class FloatArrayElementary permits ArrayElementary {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  FloatArrayElementary() {}

  /// `y[yo + i] = exp(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void exp(float[] x, int xo, float[] y, int yo, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      VectorElementary.exp(v).intoArray(y, yo + i);
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

  /// `y[yo + i] = tanh(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void tanh(float[] x, int xo, float[] y, int yo, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      VectorElementary.tanh(v).intoArray(y, yo + i);
    }
    for (int i = bound; i < n; i++) {
      y[yo + i] = Elementary.tanh(x[xo + i]);
    }
  }

  /// `y[yo + i] = sigmoid(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      VectorElementary.sigmoid(v).intoArray(y, yo + i);
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
}
