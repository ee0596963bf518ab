package dev.dyn.runtime.kernel;

import dev.dyn.runtime.exec.RunFailure;
import java.util.List;

/// Where the largest and the smallest element stand.
///
/// Of equal elements the first counts; -0.0 and +0.0 are equal. A NaN counts as both the largest
/// and the smallest, so that it is not overlooked.
public final class Places {
  private Places() {}

  /// The place, from 0, of the largest of the `n` elements `x[xo]`, `x[xo + stride]`, ...
  ///
  /// @throws RunFailure if there are none
  public static int ofLargest(double[] x, int xo, int stride, int n) {
    requireSome(n, "argmax");
    int best = 0;
    for (int i = 1; i < n; i++) {
      double held = x[xo + best * stride];
      double next = x[xo + i * stride];
      best = next > held || (next != next && held == held) ? i : best;
    }
    return best;
  }

  public static int ofSmallest(double[] x, int xo, int stride, int n) {
    requireSome(n, "argmin");
    int best = 0;
    for (int i = 1; i < n; i++) {
      double held = x[xo + best * stride];
      double next = x[xo + i * stride];
      best = next < held || (next != next && held == held) ? i : best;
    }
    return best;
  }

  public static int ofLargest(float[] x, int xo, int stride, int n) {
    requireSome(n, "argmax");
    int best = 0;
    for (int i = 1; i < n; i++) {
      float held = x[xo + best * stride];
      float next = x[xo + i * stride];
      best = next > held || (next != next && held == held) ? i : best;
    }
    return best;
  }

  public static int ofSmallest(float[] x, int xo, int stride, int n) {
    requireSome(n, "argmin");
    int best = 0;
    for (int i = 1; i < n; i++) {
      float held = x[xo + best * stride];
      float next = x[xo + i * stride];
      best = next < held || (next != next && held == held) ? i : best;
    }
    return best;
  }

  public static int ofLargest(long[] x, int xo, int stride, int n) {
    requireSome(n, "argmax");
    int best = 0;
    for (int i = 1; i < n; i++) {
      best = x[xo + i * stride] > x[xo + best * stride] ? i : best;
    }
    return best;
  }

  public static int ofSmallest(long[] x, int xo, int stride, int n) {
    requireSome(n, "argmin");
    int best = 0;
    for (int i = 1; i < n; i++) {
      best = x[xo + i * stride] < x[xo + best * stride] ? i : best;
    }
    return best;
  }

  private static void requireSome(int n, String name) {
    if (n == 0) {
      throw new RunFailure("DYN7013", -1, "`" + name + "` of nothing has no value.", List.of());
    }
  }
}
