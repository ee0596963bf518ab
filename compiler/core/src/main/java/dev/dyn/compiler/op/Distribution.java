package dev.dyn.compiler.op;

/// The laws that entries can be drawn from. What an entry is, is a pure function of (stream, index,
/// parameters); see `dev.dyn.runtime.random.Draws`, whose method of the same name computes it.
public enum Distribution {
  /// `uniform(a, b)`: equally likely in a..b.
  UNIFORM("uniform", 2, false),
  /// `normal(m, s)`: mean m, standard deviation s.
  NORMAL("normal", 2, false),
  LOGNORMAL("lognormal", 2, false),
  /// `cauchy(x0, gamma)`: location and half width.
  CAUCHY("cauchy", 2, false),
  /// `exponential(rate)`: mean 1/rate.
  EXPONENTIAL("exponential", 1, false),
  /// `gamma(shape, scale)`.
  GAMMA("gamma", 2, false),
  BETA("beta", 2, false),
  /// `student_t(nu)`.
  STUDENT_T("student_t", 1, false),
  /// `poisson(mean)`, an int.
  POISSON("poisson", 1, true),
  /// `bernoulli(p)`, an int 0 or 1.
  BERNOULLI("bernoulli", 1, true),
  /// An int below `bound`, for `sample_int`.
  UNIFORM_INT("uniform_int", 1, true);

  private final String label;
  private final int parameters;
  private final boolean isDiscrete;

  Distribution(String label, int parameters, boolean isDiscrete) {
    this.label = label;
    this.parameters = parameters;
    this.isDiscrete = isDiscrete;
  }

  public String label() {
    return label;
  }

  public int parameters() {
    return parameters;
  }

  /// Whether it gives ints.
  public boolean isDiscrete() {
    return isDiscrete;
  }
}
