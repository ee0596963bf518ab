package dev.dyn.runtime.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BatchMeansTest {
  @Test
  void meansAreWeightedWithTimeAndErrorsComeFromBlocks() {
    BatchMeans means = new BatchMeans(2);
    // Block means 1, 2, 4, 5 and, for the second quantity, always 3.
    means.add(new double[] {2, 6}, 0, 1, 2);
    means.add(new double[] {4, 6}, 0, 1, 2);
    means.add(new double[] {8, 6}, 0, 1, 2);
    means.add(new double[] {10, 6}, 0, 1, 2);
    assertEquals(3, means.mean(0));
    // Variance (4 + 1 + 1 + 4)/3, of the mean a fourth of it.
    assertEquals(Math.sqrt(10.0 / 3 / 4), means.standardError(0), 1e-15);
    assertEquals(3, means.mean(1));
    assertEquals(0, means.standardError(1));
  }

  @Test
  void oneBlockHasNoStandardError() {
    BatchMeans means = new BatchMeans(1);
    means.add(new double[] {0, 0, 5}, 2, 1, 2);
    assertEquals(2.5, means.mean(0));
    assertTrue(Double.isNaN(means.standardError(0)));
  }
}
