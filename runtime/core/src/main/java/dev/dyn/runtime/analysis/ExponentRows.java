package dev.dyn.runtime.analysis;

import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;

/// Where exponents and their standard errors are left, `count` of each for each of `members`.
public record ExponentRows(int members, int count, double[] exponents, double[] errors) {
  public ExponentRows(int members, int count) {
    this(members, count, new double[members * count], new double[members * count]);
  }

  void put(int member, BatchMeans means) {
    for (int k = 0; k < count; k++) {
      // Without a length left to divide by, a vector is not a number: it has shrunk to nothing.
      double mean = means.mean(k);
      exponents[member * count + k] = Double.isNaN(mean) ? Double.NEGATIVE_INFINITY : mean;
      errors[member * count + k] = means.standardError(k);
    }
  }

  /// The exponents as `[members, count]`.
  public Tensor exponentTensor() {
    return new Tensor.F64(new Shape(members, count), exponents);
  }

  public Tensor errorTensor() {
    return new Tensor.F64(new Shape(members, count), errors);
  }
}
