package dev.dyn.compiler.method;

import java.util.Collections;
import java.util.List;

/// An explicit stochastic Runge–Kutta method as its coefficients, in the manner of Rößler (2010).
///
/// For `dx = f(t, x)*dt + g(t, x)*dW` and a step of size h in which the noise grows by `dW`, with
/// `A = ∫(W(s) − W(t)) ds/h`:
///
/// ```
/// x[i] = x + h*sum(a[i][j]*f[j]) + sum(noiseA[i][j]*g[j]*dW) + sum(areaA[i][j]*g[j]*A)    j < i
/// f[i] = f(t + c[i]*h, x[i])          g[i] = g(t + noiseC[i]*h, x[i])
/// x'   = x + h*sum(b[i]*f[i]) + sum(noiseB[i]*g[i]*dW) + sum(areaB[i]*g[i]*A) + correction
/// ```
///
/// @param name as written in programs
/// @param strong the order in which single paths converge
/// @param weak the order in which expectations converge
/// @param calculus what the product `g*dW` means to the method
/// @param areaA empty, with `areaB`, for methods that need no integral of the noise
/// @param reference author, year, place
public record StochasticTableau(
    String name,
    double strong,
    double weak,
    Calculus calculus,
    List<Double> c,
    List<List<Double>> a,
    List<Double> b,
    List<Double> noiseC,
    List<List<Double>> noiseA,
    List<Double> noiseB,
    List<List<Double>> areaA,
    List<Double> areaB,
    Correction correction,
    String reference) {
  public StochasticTableau {
    c = List.copyOf(c);
    a = a.stream().map(List::copyOf).toList();
    b = List.copyOf(b);
    noiseC = List.copyOf(noiseC);
    noiseA = noiseA.stream().map(List::copyOf).toList();
    noiseB = List.copyOf(noiseB);
    areaA = areaA.stream().map(List::copyOf).toList();
    areaB = List.copyOf(areaB);
  }

  /// Whether `g(x)*dW` is taken at the beginning of a short interval or in its middle.
  public enum Calculus {
    ITO("Itô"),
    STRATONOVICH("Stratonovich");

    private final String author;

    Calculus(String author) {
      this.author = author;
    }

    public String author() {
      return author;
    }
  }

  /// What is added for the change of g within a step: `(1/2)*g*g'*(dW^2 − h)` (Milstein).
  public enum Correction {
    NONE,
    /// With the derivative of g.
    DERIVATIVE,
    /// With a difference of g in place of its derivative (Platen).
    DIFFERENCE
  }

  /// A method for flows, given the increments of the noise like those of time: then it solves the
  /// equation in Stratonovich's sense, with strong order 1 where noises commute (Rümelin 1982, SIAM
  /// J. Numer. Anal. 19, 604–613).
  ///
  /// @param m of order 2 or more; a last stage that only estimates errors is left out
  public static StochasticTableau ofFlow(Tableau m) {
    int stages = m.slopesOfFixedStep();
    List<Double> c = m.c().subList(0, stages);
    List<List<Double>> a = m.a().subList(0, stages);
    List<Double> b = m.b().subList(0, stages);
    return new StochasticTableau(
        m.name(),
        1,
        1,
        Calculus.STRATONOVICH,
        c,
        a,
        b,
        c,
        a,
        b,
        List.of(),
        List.of(),
        Correction.NONE,
        m.reference());
  }

  public int stages() {
    return b.size();
  }

  /// Whether the step needs the integral of the noise beside its growth.
  public boolean needsArea() {
    return !areaB.isEmpty();
  }

  /// Whether it is meant for noise that does not depend on the state.
  public boolean isForAdditiveNoise() {
    return needsArea();
  }

  /// Row i of `rows`, zeros where there are none.
  static List<Double> row(List<List<Double>> rows, int i) {
    return rows.isEmpty() ? Collections.emptyList() : rows.get(i);
  }

  @Override
  public String toString() {
    return name;
  }
}
