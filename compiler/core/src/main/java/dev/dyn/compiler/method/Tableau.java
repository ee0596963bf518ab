package dev.dyn.compiler.method;

import java.util.List;

/// An explicit Runge–Kutta method as its coefficients (Butcher 1964): stage i is
/// `k[i] = f(t + c[i]*h, x + h*sum(a[i][j]*k[j] for j < i))`, the step `x + h*sum(b[i]*k[i])`.
///
/// Coefficients come from the `.dyn` files of `stdlib/std/methods`.
///
/// @param name as written in programs
/// @param order of the solution that is carried on
/// @param embedded order of the error estimate's comparison solution; 0 for a method without one
/// @param c the nodes
/// @param a strictly lower triangular, row i has i entries
/// @param b the weights
/// @param error weights whose combination `h*sum(error[i]*k[i])` estimates the local error; empty without an estimate
/// @param dense row i holds the coefficients d1, d2, … so that the solution inside a step is
///     `x(t + s*h) = x + h*sum(k[i]*(dense[i][0]*s + dense[i][1]*s^2 + …))`; empty: cubic Hermite from both ends
/// @param extra further stages (rows of `a` with their node first) that only dense output needs
/// @param reference author, year, place
public record Tableau(
    String name,
    int order,
    int embedded,
    List<Double> c,
    List<List<Double>> a,
    List<Double> b,
    List<Double> error,
    List<List<Double>> dense,
    List<List<Double>> extra,
    String reference) {
  public int stages() {
    return b.size();
  }

  /// Whether the last stage is the first one of the next step ("first same as last").
  public boolean isFirstSameAsLast() {
    return stages() > 1 && c.getLast() == 1.0 && a.getLast().equals(b.subList(0, stages() - 1)) && b.getLast() == 0.0;
  }

  public boolean isAdaptive() {
    return !error.isEmpty();
  }
}
