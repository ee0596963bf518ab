package dev.dyn.compiler.diagnostic;

/// A run that failed.
public enum RunCodes implements Code {
  STEP_UNDERFLOW(7001, "the step became too small"),
  NOT_FINITE(7002, "a value that is not finite"),
  INDEX_OUT_OF_RANGE(7003, "an index outside the tensor"),
  FIRST_FOUND_NOTHING(7004, "`first` found nothing"),
  TOO_MANY_STEPS(7005, "too many steps"),
  SINGULAR_MATRIX(7006, "a singular matrix"),
  NOT_POSITIVE_DEFINITE(7007, "a matrix that is not positive definite"),
  NO_CONVERGENCE(7008, "an iteration that does not converge"),
  DIVISION_BY_ZERO(7009, "an integer divided by zero"),
  INTEGER_OVERFLOW(7010, "a whole number beyond 64 bits"),
  BAD_RATE(7011, "a rate that is negative or not a number"),
  BAD_DISTRIBUTION(7012, "a distribution with impossible parameters"),
  EMPTY_REDUCTION(7013, "a reduction of nothing"),
  OUT_OF_MEMORY(7014, "not enough memory"),
  TOO_MANY_EVENTS(7015, "events without end"),
  SIZES_DIFFER(7016, "sizes that differ at run time"),
  BAD_ARGUMENT(7017, "an argument outside what the function takes"),
  DIVERGED(7018, "a training that diverged"),
  INTERRUPTED(7019, "a run that was interrupted");

  private final int number;
  private final String title;

  RunCodes(int number, String title) {
    this.number = number;
    this.title = title;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public Phase phase() {
    return Phase.RUNNING;
  }
}
