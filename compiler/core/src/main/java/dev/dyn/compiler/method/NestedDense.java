package dev.dyn.compiler.method;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Dense output in the nested form of Hairer, Nørsett, Wanner (1993), II.6 (programs DOPRI5 and
/// DOP853): with r = 1 − s and slopes k[0] at the start and k[e] at the end of the step,
///
/// ```
/// x(t + s*h) = x + s*(F0 + r*(F1 + s*(F2 + r*(F3 + s*(F4 + …)))))
/// F0 = h*sum(b[i]*k[i])    F1 = h*k[0] − F0    F2 = 2*F0 − h*(k[0] + k[e])
/// F[3 + j] = h*sum(d[j][i]*k[i])
/// ```
///
/// Without rows `d` this is the cubic Hermite polynomial. Here it is multiplied out to one
/// polynomial in s for each slope.
final class NestedDense {
  private NestedDense() {}

  /// The coefficients of s, s², … for each of `slopes` slopes, of which number `end` is that at the
  /// end of the step.
  static List<List<Double>> polynomials(List<Double> b, List<List<Double>> d, int slopes, int end) {
    int degree = 3 + d.size();
    List<double[]> factors = factors(degree);
    List<List<Double>> rows = new ArrayList<>();
    for (int i = 0; i < slopes; i++) {
      double weight = i < b.size() ? b.get(i) : 0;
      double first = i == 0 ? 1 : 0;
      double last = i == end ? 1 : 0;
      double[] row = new double[degree + 1];
      add(row, factors.get(0), weight);
      add(row, factors.get(1), first - weight);
      add(row, factors.get(2), 2 * weight - first - last);
      for (int j = 0; j < d.size(); j++) {
        add(row, factors.get(3 + j), i < d.get(j).size() ? d.get(j).get(i) : 0);
      }
      List<Double> coefficients = new ArrayList<>();
      for (int power = 1; power <= degree; power++) {
        coefficients.add(row[power]);
      }
      rows.add(Collections.unmodifiableList(coefficients));
    }
    return rows;
  }

  /// s, s*r, s*r*s, s*r*s*r, … as coefficients of 1, s, s², ….
  private static List<double[]> factors(int degree) {
    List<double[]> factors = new ArrayList<>();
    double[] current = new double[degree + 1];
    current[1] = 1;
    for (int k = 0; k < degree; k++) {
      factors.add(current);
      double[] next = new double[degree + 1];
      for (int power = degree; power >= 1; power--) {
        next[power] = k % 2 == 0 ? current[power] - current[power - 1] : current[power - 1];
      }
      current = next;
    }
    return factors;
  }

  private static void add(double[] sum, double[] terms, double factor) {
    for (int power = 0; power < sum.length; power++) {
      sum[power] += factor * terms[power];
    }
  }
}
