package dev.dyn.runtime.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The elementary functions of Dyn for stretches of arrays, in both precisions:
/// `ArrayElementary.exp(x, 0, y, 0, x.length)`.
///
/// Each element has the bits that [Elementary] gives for it, whatever the width of the machine's
/// vectors. Every function has its loop written out: a common loop that is handed the function would
/// be compiled once for all of them, call it through an interface and allocate every vector. The
/// loops over `float` are inherited, only to keep the files short. An offset or a length that leaves
/// an array is an [IndexOutOfBoundsException].
public final class ArrayElementary extends FloatArrayElementary {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  private ArrayElementary() {}

  /// `y[yo + i] = exp(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void exp(double[] x, int xo, double[] y, int yo, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      VectorElementary.exp(v).intoArray(y, yo + i);
    }
    for (int i = bound; i < n; i++) {
      y[yo + i] = Elementary.exp(x[xo + i]);
    }
  }

  /// `y[yo + i] = expm1(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void expm1(double[] x, int xo, double[] y, int yo, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      VectorElementary.expm1(v).intoArray(y, yo + i);
    }
    for (int i = bound; i < n; i++) {
      y[yo + i] = Elementary.expm1(x[xo + i]);
    }
  }

  /// `y[yo + i] = log(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void log(double[] x, int xo, double[] y, int yo, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      VectorElementary.log(v).intoArray(y, yo + i);
    }
    for (int i = bound; i < n; i++) {
      y[yo + i] = Elementary.log(x[xo + i]);
    }
  }

  /// `y[yo + i] = sin(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void sin(double[] x, int xo, double[] y, int yo, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      VectorElementary.sin(v).intoArray(y, yo + i);
    }
    for (int i = bound; i < n; i++) {
      y[yo + i] = Elementary.sin(x[xo + i]);
    }
  }

  /// `y[yo + i] = cos(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void cos(double[] x, int xo, double[] y, int yo, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      VectorElementary.cos(v).intoArray(y, yo + i);
    }
    for (int i = bound; i < n; i++) {
      y[yo + i] = Elementary.cos(x[xo + i]);
    }
  }

  /// `y[yo + i] = tanh(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void tanh(double[] x, int xo, double[] y, int yo, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      VectorElementary.tanh(v).intoArray(y, yo + i);
    }
    for (int i = bound; i < n; i++) {
      y[yo + i] = Elementary.tanh(x[xo + i]);
    }
  }

  /// `y[yo + i] = sigmoid(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void sigmoid(double[] x, int xo, double[] y, int yo, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      VectorElementary.sigmoid(v).intoArray(y, yo + i);
    }
    for (int i = bound; i < n; i++) {
      y[yo + i] = Elementary.sigmoid(x[xo + i]);
    }
  }

  /// `y[yo + i] = sqrt(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void sqrt(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Elementary.sqrt(x[xo + i]);
    }
  }

  /// `y[yo + i] = floor(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void floor(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Elementary.floor(x[xo + i]);
    }
  }

  /// `y[yo + i] = ceil(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void ceil(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Elementary.ceil(x[xo + i]);
    }
  }

  /// `y[yo + i] = round(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void round(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Elementary.round(x[xo + i]);
    }
  }

  /// `y[yo + i] = abs(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void abs(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Elementary.abs(x[xo + i]);
    }
  }

  /// `y[yo + i] = sign(x[xo + i])` for `0 <= i < n`; `y` may be `x` at the same offset.
  public static void sign(double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Elementary.sign(x[xo + i]);
    }
  }
}
