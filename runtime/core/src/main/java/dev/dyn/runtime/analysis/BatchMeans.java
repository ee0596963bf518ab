package dev.dyn.runtime.analysis;

/// An average over time with its standard error from the averages of consecutive blocks, which
/// unlike single values are nearly independent (the method of batch means; Conway 1963, Management
/// Science 10, 47–61).
public final class BatchMeans {
  /// How many blocks a run is cut into.
  public static final int BLOCKS = 20;

  private final int count;
  private final double[] sums;
  private double duration;
  private final double[] meanOfBlocks;
  private final double[] squares;
  private int blocks;

  /// Averages of `count` quantities.
  public BatchMeans(int count) {
    this.count = count;
    this.sums = new double[count];
    this.meanOfBlocks = new double[count];
    this.squares = new double[count];
  }

  /// Adds a block: for quantity k the entry `first + k*stride` of `integrals` is its integral over
  /// a time `length`.
  public void add(double[] integrals, int first, int stride, double length) {
    blocks++;
    duration += length;
    for (int k = 0; k < count; k++) {
      double integral = integrals[first + k * stride];
      sums[k] += integral;
      double deviation = integral / length - meanOfBlocks[k];
      meanOfBlocks[k] += deviation / blocks;
      squares[k] += deviation * (integral / length - meanOfBlocks[k]);
    }
  }

  public double mean(int k) {
    return sums[k] / duration;
  }

  /// The standard error of the mean of quantity k; not a number with fewer than two blocks.
  public double standardError(int k) {
    return blocks < 2 ? Double.NaN : Math.sqrt(squares[k] / (blocks - 1) / blocks);
  }
}
