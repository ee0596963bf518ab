package dev.dyn.compiler.op;

import static dev.dyn.compiler.op.ScalarFn.scalar;

import dev.dyn.runtime.random.LawParameters;
import java.util.List;
import java.util.Optional;

/// Rows that give back a parameter of a law, or fail the run where it makes no law.
public final class LawChecks {
  public static final ScalarFn WIDTH = check("width");
  public static final ScalarFn POSITIVE = check("positive");
  public static final ScalarFn PROBABILITY = check("probability");

  private LawChecks() {}

  static List<ScalarFn> all() {
    return List.of(WIDTH, POSITIVE, PROBABILITY);
  }

  public static boolean contains(ScalarFn fn) {
    return all().contains(fn);
  }

  private static ScalarFn check(String name) {
    return scalar("law" + name, 1)
        .runs(LawParameters.class, name)
        .domain(0.1, 0.9)
        .partials((b, x, y) -> List.of(b.fill(1, y.type())));
  }

  /// What parameter `k` of a law must be, apart from what the draw itself finds out.
  public static Optional<ScalarFn> of(Distribution law, int k) {
    return switch (law) {
      case NORMAL, LOGNORMAL, CAUCHY -> k == 1 ? Optional.of(WIDTH) : Optional.empty();
      case EXPONENTIAL, STUDENT_T, GAMMA, BETA -> Optional.of(POSITIVE);
      case BERNOULLI -> Optional.of(PROBABILITY);
      case UNIFORM, POISSON, UNIFORM_INT -> Optional.empty();
    };
  }
}
