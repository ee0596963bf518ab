package dev.dyn.compiler.diagnostic;

/// Experiments: statements, runs, sweeps and plots.
public enum ExperimentCodes implements Code {
  METHOD_DOES_NOT_FIT(5001, "a method for another kind of system"),
  UNKNOWN_PRECISION(5002, "an unknown precision"),
  SEED_NOT_CONSTANT(5003, "a seed that is not a whole number"),
  RECORD_OUT_OF_PLACE(5004, "`record` outside a sweep or a training"),
  SET_TWICE(5005, "something that can be set only once"),
  STATEMENT_OUT_OF_PLACE(5006, "a statement that does not belong here"),
  TIME_AND_STEPS(5007, "time for a map or steps for a flow"),
  MISSING_TIME(5008, "how long to simulate is missing"),
  ENSEMBLE_NEEDS_TIMES(5009, "an ensemble needs common times"),
  PLOT_SHAPES(5010, "a plot of things that do not fit"),
  UNWRITABLE_FORMAT(5011, "a file ending that cannot be written"),
  NOT_SAVABLE(5012, "a value this kind of file cannot hold"),
  EMPTY_SWEEP(5013, "a sweep without rows"),
  VALUE_WITHOUT_EFFECT(5014, "a value that nobody uses", Severity.WARNING),
  MODEL_WITHOUT_WEIGHTS(5015, "a model that has nothing to learn", Severity.WARNING),
  NO_EXPERIMENT(5016, "a file without experiments", Severity.WARNING),
  TOLERANCE_NEGATIVE(5017, "a negative tolerance"),
  UNREADABLE_DATA_KIND(5018, "data that this function does not read"),
  UNKNOWN_COLUMN(5019, "a column the data do not have"),
  WRONG_TIME_SPAN(5020, "a time span that runs backwards"),
  BAD_SPLIT(5031, "data that cannot be divided so"),
  EPOCH_WITHOUT_BATCHES(5032, "epochs without batches"),
  NOT_IN_ONNX(5041, "a network that an `.onnx` file cannot hold");

  private final int number;
  private final String title;
  private final Severity severity;

  ExperimentCodes(int number, String title) {
    this(number, title, Severity.ERROR);
  }

  ExperimentCodes(int number, String title, Severity severity) {
    this.number = number;
    this.title = title;
    this.severity = severity;
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
  public Severity severity() {
    return severity;
  }

  @Override
  public Phase phase() {
    return Phase.EXPERIMENTS;
  }
}
