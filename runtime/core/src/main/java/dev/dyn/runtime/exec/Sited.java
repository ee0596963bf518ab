package dev.dyn.runtime.exec;

import dev.dyn.runtime.arrays.Labels;
import dev.dyn.runtime.arrays.Losses;
import dev.dyn.runtime.math.Arithmetic;
import dev.dyn.runtime.random.Draws;
import dev.dyn.runtime.random.LawParameters;
import java.util.List;

/// Functions of numbers that can fail, with the place in the source as a further argument:
/// generated code has no line to be looked up when something is thrown.
public final class Sited {
  private Sited() {}

  public static long idiv(long x, long y, long site) {
    return y == 0 ? divided(site) : Math.floorDiv(x, y);
  }

  public static long mod(long x, long y, long site) {
    return y == 0 ? divided(site) : Math.floorMod(x, y);
  }

  public static long checked(long classes, long label, long site) {
    try {
      return Labels.checked(classes, label);
    } catch (RunFailure failure) {
      throw RunFailures.at(failure, (int) site);
    }
  }

  private static long divided(long site) {
    try {
      return Arithmetic.idiv(1, 0);
    } catch (RunFailure failure) {
      throw RunFailures.at(failure, (int) site);
    }
  }

  public static long poisson(long stream, long index, double mean, long site) {
    try {
      return Draws.poisson(stream, index, mean);
    } catch (IllegalArgumentException refused) {
      throw new RunFailure("DYN7012", (int) site, refused.getMessage(), List.of());
    }
  }

  public static long uniformInt(long stream, long index, long bound, long site) {
    try {
      return Draws.uniformInt(stream, index, bound);
    } catch (IllegalArgumentException refused) {
      throw new RunFailure("DYN7012", (int) site, refused.getMessage(), List.of());
    }
  }

  public static double width(double x, long site) {
    try {
      return LawParameters.width(x);
    } catch (RunFailure failure) {
      throw RunFailures.at(failure, (int) site);
    }
  }

  public static float width(float x, long site) {
    try {
      return LawParameters.width(x);
    } catch (RunFailure failure) {
      throw RunFailures.at(failure, (int) site);
    }
  }

  public static double positive(double x, long site) {
    try {
      return LawParameters.positive(x);
    } catch (RunFailure failure) {
      throw RunFailures.at(failure, (int) site);
    }
  }

  public static float positive(float x, long site) {
    try {
      return LawParameters.positive(x);
    } catch (RunFailure failure) {
      throw RunFailures.at(failure, (int) site);
    }
  }

  public static double probability(double x, long site) {
    try {
      return LawParameters.probability(x);
    } catch (RunFailure failure) {
      throw RunFailures.at(failure, (int) site);
    }
  }

  public static float probability(float x, long site) {
    try {
      return LawParameters.probability(x);
    } catch (RunFailure failure) {
      throw RunFailures.at(failure, (int) site);
    }
  }

  public static double finite(double loss, double step, long site) {
    try {
      return Losses.finite(loss, step);
    } catch (RunFailure failure) {
      throw RunFailures.at(failure, (int) site);
    }
  }

  public static float finite(float loss, float step, long site) {
    try {
      return Losses.finite(loss, step);
    } catch (RunFailure failure) {
      throw RunFailures.at(failure, (int) site);
    }
  }
}
