package dev.dyn.compiler.method;

import dev.dyn.runtime.random.Draws;

/// Brownian paths over the time 0 to 1 in equal steps: how much each grows in each step, and the
/// integral of what it has grown since the step began.
///
/// @param growth by step, then by path
/// @param area the same
record BrownianSums(double[][] growth, double[][] area) {
  /// As drawn: `dW = sqrt(h)*u`, `area = h^(3/2)*(u + v/sqrt(3))/2` (Kloeden & Platen 1992,
  /// (10.4.3)).
  static BrownianSums draw(int paths, int steps) {
    double h = 1.0 / steps;
    double[][] growth = new double[steps][paths];
    double[][] area = new double[steps][paths];
    for (int n = 0; n < steps; n++) {
      for (int p = 0; p < paths; p++) {
        double u = Draws.normal(17, 2L * ((long) n * paths + p));
        double v = Draws.normal(17, 2L * ((long) n * paths + p) + 1);
        growth[n][p] = Math.sqrt(h) * u;
        area[n][p] = 0.5 * h * Math.sqrt(h) * (u + v / Math.sqrt(3));
      }
    }
    return new BrownianSums(growth, area);
  }

  /// The same paths in steps that are `factor` times as long.
  BrownianSums coarsened(int factor) {
    int steps = growth.length / factor;
    int paths = growth[0].length;
    double h = 1.0 / growth.length;
    double[][] sums = new double[steps][paths];
    double[][] areas = new double[steps][paths];
    for (int n = 0; n < growth.length; n++) {
      double[] sum = sums[n / factor];
      double[] whole = areas[n / factor];
      for (int p = 0; p < paths; p++) {
        whole[p] += area[n][p] + h * sum[p];
        sum[p] += growth[n][p];
      }
    }
    return new BrownianSums(sums, areas);
  }

  /// The numbers of step `n`, of size `h`, that with its growth give its area.
  double[] other(int n, double h) {
    double[] others = new double[growth[n].length];
    for (int p = 0; p < others.length; p++) {
      others[p] = Math.sqrt(3) * (2 * area[n][p] / h - growth[n][p]);
    }
    return others;
  }
}
