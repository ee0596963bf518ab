package dev.dyn.runtime.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DrawArraysTest {
  private static final long S = Streams.of(77);
  private static final int[] SIZES = {0, 1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 33, 511, 512, 513, 1300};
  private static final int OFFSET = 3;

  @Test
  void consecutiveDrawsAreTheSingleDraws() {
    for (int n : SIZES) {
      for (long first : new long[] {0, 1, 12_345, 1L << 40, -5}) {
        double[] uniform = new double[n + 2 * OFFSET];
        double[] normal = new double[n + 2 * OFFSET];
        float[] uniformFloat = new float[n + 2 * OFFSET];
        float[] normalFloat = new float[n + 2 * OFFSET];
        DrawArrays.fillUniform(S, first, uniform, OFFSET, n);
        DrawArrays.fillNormal(S, first, normal, OFFSET, n);
        DrawArrays.fillUniform(S, first, uniformFloat, OFFSET, n);
        DrawArrays.fillNormal(S, first, normalFloat, OFFSET, n);
        for (int i = 0; i < n; i++) {
          same(Draws.uniform(S, first + i), uniform[OFFSET + i]);
          same(Draws.normal(S, first + i), normal[OFFSET + i]);
          same(Draws.uniformFloat(S, first + i), uniformFloat[OFFSET + i]);
          same(Draws.normalFloat(S, first + i), normalFloat[OFFSET + i]);
        }
        for (int i = 0; i < OFFSET; i++) {
          same(0, uniform[i] + normal[i] + uniform[OFFSET + n + i] + normal[OFFSET + n + i]);
        }
      }
    }
  }

  @Test
  void drawsAcrossStreamsAreTheSingleDraws() {
    for (int n : SIZES) {
      long[] streams = new long[n + OFFSET];
      for (int i = 0; i < n; i++) {
        streams[OFFSET + i] = Streams.mix(S, i);
      }
      double[] uniform = new double[n];
      double[] normal = new double[n];
      double[] even = new double[n];
      double[] odd = new double[n];
      for (long index = 4; index < 8; index++) {
        DrawArrays.acrossUniform(streams, OFFSET, index, uniform, 0, n);
        DrawArrays.acrossNormal(streams, OFFSET, index, normal, 0, n);
        DrawArrays.acrossNormals(streams, OFFSET, index, even, 0, odd, 0, n);
        for (int i = 0; i < n; i++) {
          same(Draws.uniform(streams[OFFSET + i], index), uniform[i]);
          same(Draws.normal(streams[OFFSET + i], index), normal[i]);
          same(Draws.normal(streams[OFFSET + i], 2 * index), even[i]);
          same(Draws.normal(streams[OFFSET + i], 2 * index + 1), odd[i]);
        }
      }
    }
  }

  private static void same(double expected, double found) {
    assertEquals(Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(found));
  }
}
