package dev.dyn.runtime.kernel;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The eigenvalues of a general real matrix, as real and imaginary parts.
///
/// Reduction to Hessenberg form by eliminations (Golub and Van Loan, Matrix Computations, section
/// 7.4.7), then the QR method with double shifts (Francis 1961; Martin, Peters and Wilkinson 1970,
/// procedure hqr). A symmetric matrix goes through [SymmetricEigen], so that its eigenvalues are
/// real. They ascend by real part; of a pair of conjugates the one with the negative imaginary part
/// is first.
public final class Eigenvalues {
  /// Two or three steps an eigenvalue are usual.
  private static final int MOST_STEPS = 60;

  private final int n;
  private final double[] h;
  private final double[] real;
  private final double[] imaginary;

  private Eigenvalues(int n, double[] a) {
    this.n = n;
    this.h = a.clone();
    this.real = new double[n];
    this.imaginary = new double[n];
  }

  /// Writes the parts of the `n` eigenvalues of the `n` by `n` matrix `a` to `re` and `im`; NaN
  /// where A is not finite.
  ///
  /// @throws ArithmeticException if an eigenvalue is not found in [#MOST_STEPS] steps
  public static void of(int n, double[] a, double[] re, double[] im) {
    if (isSymmetric(n, a)) {
      SymmetricEigen.decompose(n, a, 0, re, new double[n * n]);
      Arrays.fill(im, 0, n, 0.0);
      return;
    }
    if (!Arrays.stream(a).allMatch(Double::isFinite)) {
      Arrays.fill(re, 0, n, Double.NaN);
      Arrays.fill(im, 0, n, Double.NaN);
      return;
    }
    Eigenvalues run = new Eigenvalues(n, a);
    run.reduce();
    run.iterate();
    run.write(re, im);
  }

  private static boolean isSymmetric(int n, double[] a) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        if (a[i * n + j] != a[j * n + i]) {
          return false;
        }
      }
    }
    return true;
  }

  private double at(int i, int j) {
    return h[i * n + j];
  }

  /// Eliminates what stands below the first subdiagonal, each time with the largest entry as pivot.
  private void reduce() {
    for (int m = 1; m < n - 1; m++) {
      int pivot = m;
      for (int i = m + 1; i < n; i++) {
        pivot = Math.abs(at(i, m - 1)) > Math.abs(at(pivot, m - 1)) ? i : pivot;
      }
      exchange(m, pivot);
      if (at(m, m - 1) != 0) {
        eliminate(m);
      }
    }
  }

  /// Exchanges rows and columns `m` and `pivot`.
  private void exchange(int m, int pivot) {
    if (m == pivot) {
      return;
    }
    for (int j = 0; j < n; j++) {
      double held = at(m, j);
      h[m * n + j] = at(pivot, j);
      h[pivot * n + j] = held;
    }
    for (int i = 0; i < n; i++) {
      double held = at(i, m);
      h[i * n + m] = at(i, pivot);
      h[i * n + pivot] = held;
    }
  }

  private void eliminate(int m) {
    for (int i = m + 1; i < n; i++) {
      double factor = at(i, m - 1) / at(m, m - 1);
      h[i * n + m - 1] = 0;
      for (int j = m; j < n && factor != 0; j++) {
        h[i * n + j] = Math.fma(-factor, at(m, j), at(i, j));
      }
      for (int k = 0; k < n && factor != 0; k++) {
        h[k * n + m] = Math.fma(factor, at(k, i), at(k, m));
      }
    }
  }

  /// Splits off one or two eigenvalues at the lower right corner at a time. `shift` is what
  /// exceptional shifts have taken from the diagonal.
  private void iterate() {
    double shift = 0;
    int last = n - 1;
    int steps = 0;
    while (last >= 0) {
      int first = start(last);
      if (first == last) {
        real[last] = at(last, last) + shift;
        last--;
        steps = 0;
      } else if (first == last - 1) {
        pair(last, shift);
        last -= 2;
        steps = 0;
      } else {
        if (++steps > MOST_STEPS) {
          throw new ArithmeticException("An eigenvalue was not found in " + MOST_STEPS + " steps.");
        }
        if (steps % 10 == 0) {
          shift += exceptional(last);
        }
        step(first, last, steps % 10 == 0);
      }
    }
  }

  /// The first row of the block that ends at `last` and hangs together.
  private int start(int last) {
    for (int l = last; l > 0; l--) {
      double size = Math.abs(at(l - 1, l - 1)) + Math.abs(at(l, l));
      size = size == 0 ? norm() : size;
      if (Math.abs(at(l, l - 1)) <= Math.ulp(size) / 2) {
        h[l * n + l - 1] = 0;
        return l;
      }
    }
    return 0;
  }

  private double norm() {
    return Arrays.stream(h).map(Math::abs).max().orElse(0);
  }

  /// The eigenvalues of the last two rows.
  private void pair(int last, double shift) {
    double x = at(last, last);
    double w = at(last, last - 1) * at(last - 1, last);
    double p = 0.5 * (at(last - 1, last - 1) - x);
    double q = Math.fma(p, p, w);
    double root = Math.sqrt(Math.abs(q));
    x += shift;
    if (q >= 0) {
      double z = p + Math.copySign(root, p);
      real[last - 1] = x + z;
      real[last] = z != 0 ? x - w / z : x + z;
    } else {
      real[last - 1] = x + p;
      real[last] = x + p;
      imaginary[last - 1] = -root;
      imaginary[last] = root;
    }
  }

  /// Takes the last diagonal entry from the whole diagonal, to break a cycle.
  private double exceptional(int last) {
    double x = at(last, last);
    for (int i = 0; i <= last; i++) {
      h[i * n + i] -= x;
    }
    return x;
  }

  /// One double QR step on rows `first .. last`.
  private void step(int first, int last, boolean isExceptional) {
    double x = at(last, last);
    double y = at(last - 1, last - 1);
    double w = at(last, last - 1) * at(last - 1, last);
    if (isExceptional) {
      double s = Math.abs(at(last, last - 1)) + Math.abs(at(last - 1, last - 2));
      x = 0.75 * s;
      y = x;
      w = -0.4375 * s * s;
    }
    double[] column = new double[3];
    int m = begin(first, last, x, y, w, column);
    for (int i = m + 2; i <= last; i++) {
      h[i * n + i - 2] = 0;
      if (i != m + 2) {
        h[i * n + i - 3] = 0;
      }
    }
    for (int k = m; k < last; k++) {
      reflect(k, m, first, last, column);
    }
  }

  /// The row at which the step may begin because two small entries follow each other, and there the
  /// first column of the shifted product, scaled.
  private int begin(int first, int last, double x, double y, double w, double[] column) {
    for (int m = last - 2; ; m--) {
      double z = at(m, m);
      double r = x - z;
      double s = y - z;
      column[0] = Math.fma(r, s, -w) / at(m + 1, m) + at(m, m + 1);
      column[1] = at(m + 1, m + 1) - z - r - s;
      column[2] = at(m + 2, m + 1);
      double scale = Math.abs(column[0]) + Math.abs(column[1]) + Math.abs(column[2]);
      for (int k = 0; k < 3; k++) {
        column[k] /= scale;
      }
      if (m == first) {
        return m;
      }
      double u = Math.abs(at(m, m - 1)) * (Math.abs(column[1]) + Math.abs(column[2]));
      double v =
          Math.abs(column[0])
              * (Math.abs(at(m - 1, m - 1)) + Math.abs(z) + Math.abs(at(m + 1, m + 1)));
      if (u <= Math.ulp(v) / 2) {
        return m;
      }
    }
  }

  /// The reflection number `k` of a step that began at row `m`.
  private void reflect(int k, int m, int first, int last, double[] column) {
    boolean hasThree = k != last - 1;
    double p = column[0];
    double q = column[1];
    double r = column[2];
    double x = 0;
    if (k != m) {
      p = at(k, k - 1);
      q = at(k + 1, k - 1);
      r = hasThree ? at(k + 2, k - 1) : 0;
      x = Math.abs(p) + Math.abs(q) + Math.abs(r);
      if (x == 0) {
        return;
      }
      p /= x;
      q /= x;
      r /= x;
    }
    double s = Math.copySign(Math.sqrt(Math.fma(p, p, Math.fma(q, q, r * r))), p);
    if (s == 0) {
      return;
    }
    if (k != m) {
      h[k * n + k - 1] = -s * x;
    } else if (first != m) {
      h[k * n + k - 1] = -at(k, k - 1);
    }
    p += s;
    double fromRows = p / s;
    double second = q / s;
    double third = r / s;
    q /= p;
    r /= p;
    for (int j = k; j <= last; j++) {
      double t = at(k, j) + q * at(k + 1, j);
      if (hasThree) {
        t += r * at(k + 2, j);
        h[(k + 2) * n + j] -= t * third;
      }
      h[(k + 1) * n + j] -= t * second;
      h[k * n + j] -= t * fromRows;
    }
    for (int i = first; i <= Math.min(last, k + 3); i++) {
      double t = fromRows * at(i, k) + second * at(i, k + 1);
      if (hasThree) {
        t += third * at(i, k + 2);
        h[i * n + k + 2] -= t * r;
      }
      h[i * n + k + 1] -= t * q;
      h[i * n + k] -= t;
    }
  }

  private void write(double[] re, double[] im) {
    Comparator<Integer> byReal = Comparator.comparingDouble(k -> real[k]);
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(byReal.thenComparingDouble(k -> imaginary[k]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int k = 0; k < n; k++) {
      re[k] = real[order[k]];
      im[k] = imaginary[order[k]];
    }
  }
}
