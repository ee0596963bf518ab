package dev.dyn.compiler.method;

import java.util.List;

/// An explicit Runge–Kutta method as its coefficients (Butcher 1964): stage i is `k[i] = f(t +
/// c[i]*h, x + h*sum(a[i][j]*k[j] for j < i))`, the step `x + h*sum(b[i]*k[i])`.
///
/// Coefficients come from the `.dyn` files of `stdlib/std/methods`; see [MethodLibrary].
///
/// @param name as written in programs
/// @param order of the solution that is carried on
/// @param embedded order of the error estimate's comparison solution; 0 for a method without one
/// @param c the nodes
/// @param a strictly lower triangular, row i has i entries
/// @param b the weights
/// @param error weights whose combination `h*sum(error[i]*k[i])` estimates the local error; empty
///   without an estimate
/// @param coarse weights of a second estimate of lower order, which then serves as a measure for
///   the first (Hairer, Nørsett, Wanner 1993, II.10); mostly empty
/// @param dense row i holds the coefficients d1, d2, … so that the solution inside a step is `x(t +
///   s*h) = x + h*sum(k[i]*(d1*s + d2*s^2 + …))`, for all stages and then the `extra` ones; empty
///   without an estimate, because fixed steps meet the times that are wanted
/// @param extra further stages (rows of `a` with their node first) that only dense output needs;
///   where the last stage is not the slope at the end of the step, the first of them is
/// @param reference author, year, place
public record Tableau(
    String name,
    int order,
    int embedded,
    List<Double> c,
    List<List<Double>> a,
    List<Double> b,
    List<Double> error,
    List<Double> coarse,
    List<List<Double>> dense,
    List<List<Double>> extra,
    String reference) {
  public Tableau {
    c = List.copyOf(c);
    a = a.stream().map(List::copyOf).toList();
    b = List.copyOf(b);
    error = List.copyOf(error);
    coarse = List.copyOf(coarse);
    dense = dense.stream().map(List::copyOf).toList();
    extra = extra.stream().map(List::copyOf).toList();
  }

  public int stages() {
    return b.size();
  }

  /// Whether the last stage is the first one of the next step ("first same as last").
  public boolean isFirstSameAsLast() {
    return stages() > 1
        && c.getLast() == 1.0
        && a.getLast().equals(b.subList(0, stages() - 1))
        && b.getLast() == 0.0;
  }

  public boolean isAdaptive() {
    return !error.isEmpty();
  }

  /// How many slopes a step of fixed size computes: a last stage that only estimates is left out.
  public int slopesOfFixedStep() {
    int used = stages();
    while (used > 1 && b.get(used - 1) == 0.0) {
      used--;
    }
    return used;
  }

  @Override
  public String toString() {
    return name;
  }
}
