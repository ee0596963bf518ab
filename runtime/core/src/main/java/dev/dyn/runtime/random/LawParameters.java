package dev.dyn.runtime.random;

import dev.dyn.runtime.exec.RunFailure;
import java.util.List;

/// What the parameters of a law must be, as functions that give back what fits and fail for what
/// does not. What is not a number passes, and so does the draw that it makes.
public final class LawParameters {
  private LawParameters() {}

  /// A standard deviation or another width.
  public static double width(double x) {
    if (x < 0) {
      throw refused("width", x, "0 or more");
    }
    return x;
  }

  public static float width(float x) {
    if (x < 0) {
      throw refused("width", x, "0 or more");
    }
    return x;
  }

  /// A rate, a shape, a number of degrees of freedom.
  public static double positive(double x) {
    if (x <= 0) {
      throw refused("parameter", x, "positive");
    }
    return x;
  }

  public static float positive(float x) {
    if (x <= 0) {
      throw refused("parameter", x, "positive");
    }
    return x;
  }

  public static double probability(double x) {
    if (x < 0 || x > 1) {
      throw refused("probability", x, "between 0 and 1");
    }
    return x;
  }

  public static float probability(float x) {
    if (x < 0 || x > 1) {
      throw refused("probability", x, "between 0 and 1");
    }
    return x;
  }

  private static RunFailure refused(String what, double x, String expected) {
    String message =
        "The " + what + " of a distribution is " + x + "; it must be " + expected + ".";
    return new RunFailure("DYN7012", -1, message, List.of());
  }
}
