package dev.dyn.runtime.lines;

import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.Arrays;

/// The meaning of contractions: as matrices `[batch, m, k] · [batch, k, n]`, each entry of the
/// result the chain `acc = fma(left, right, acc)` from +0.0 over k in index order. The loop over k
/// stands outside that over n: each entry still meets its terms in order, and memory is read along
/// rows.
public final class Contractions {
  private Contractions() {}

  public static Tensor run(Tensor left, Tensor right, int batch, int summed) {
    int[] l = left.shape().extents();
    int[] r = right.shape().extents();
    int outer = product(l, 0, batch);
    int m = product(l, batch, l.length - summed);
    int k = product(l, l.length - summed, l.length);
    int n = product(r, batch + summed, r.length);
    int[] extents = Arrays.copyOf(l, l.length - summed + r.length - batch - summed);
    System.arraycopy(r, batch + summed, extents, l.length - summed, r.length - batch - summed);
    Tensor result = Tensor.zeros(left.elem(), new Shape(extents));
    if (left.elem() == Elem.BOOL) {
      throw new IllegalArgumentException("a contraction of truth values");
    }
    for (int b = 0; b < outer; b++) {
      for (int i = 0; i < m; i++) {
        row(left, (b * m + i) * k, right, b * k * n, k, n, result, (b * m + i) * n);
      }
    }
    return result;
  }

  private static void row(
      Tensor left, int lo, Tensor right, int ro, int k, int n, Tensor result, int co) {
    switch (result) {
      case Tensor.F64(_, double[] c) ->
          row(
              (double[]) Entries.storage(left),
              lo,
              (double[]) Entries.storage(right),
              ro,
              k,
              n,
              c,
              co);
      case Tensor.F32(_, float[] c) ->
          row(
              (float[]) Entries.storage(left),
              lo,
              (float[]) Entries.storage(right),
              ro,
              k,
              n,
              c,
              co);
      case Tensor.I64(_, long[] c) ->
          row((long[]) Entries.storage(left), lo, (long[]) Entries.storage(right), ro, k, n, c, co);
      case Tensor.Bool _ -> {} // refused above
    }
  }

  private static void row(
      double[] a, int ao, double[] b, int bo, int k, int n, double[] c, int co) {
    for (int p = 0; p < k; p++) {
      for (int j = 0; j < n; j++) {
        c[co + j] = Math.fma(a[ao + p], b[bo + p * n + j], c[co + j]);
      }
    }
  }

  private static void row(float[] a, int ao, float[] b, int bo, int k, int n, float[] c, int co) {
    for (int p = 0; p < k; p++) {
      for (int j = 0; j < n; j++) {
        c[co + j] = Math.fma(a[ao + p], b[bo + p * n + j], c[co + j]);
      }
    }
  }

  private static void row(long[] a, int ao, long[] b, int bo, int k, int n, long[] c, int co) {
    for (int p = 0; p < k; p++) {
      for (int j = 0; j < n; j++) {
        c[co + j] += a[ao + p] * b[bo + p * n + j];
      }
    }
  }

  private static int product(int[] extents, int from, int to) {
    int product = 1;
    for (int axis = from; axis < to; axis++) {
      product *= extents[axis];
    }
    return product;
  }
}
