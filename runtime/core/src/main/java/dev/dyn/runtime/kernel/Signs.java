package dev.dyn.runtime.kernel;

/// The sign convention of eigenvectors and singular vectors, which mathematics leaves open.
final class Signs {
  private Signs() {}

  /// 1 if the first entry of the largest size is positive or 0, else -1.
  static double ofLargest(double[] x, int xo, int n) {
    double largest = 0.0;
    for (int i = 0; i < n; i++) {
      largest = Math.abs(x[xo + i]) > Math.abs(largest) ? x[xo + i] : largest;
    }
    return largest < 0.0 ? -1.0 : 1.0;
  }

  /// 1 if the first entry of the largest size is positive or 0, else -1.
  static float ofLargest(float[] x, int xo, int n) {
    float largest = 0.0f;
    for (int i = 0; i < n; i++) {
      largest = Math.abs(x[xo + i]) > Math.abs(largest) ? x[xo + i] : largest;
    }
    return largest < 0.0f ? -1.0f : 1.0f;
  }
}
