package dev.dyn.compiler.diagnostic;

/// What the language has and this version does not run yet. A row goes when its construct runs.
public enum UnsupportedCodes implements Code {
  TRAIN(6004, "this training is not supported yet"),
  JUMP(6006, "jumps in an array of parts are not supported yet"),
  EVENT(6007, "events in an array of parts are not supported yet"),
  CONSTRAINT(6010, "algebraic constraints are not supported yet"),
  GRID(6011, "`grid` and `field` are not supported yet"),
  DELAY(6012, "delays are not supported yet"),
  MODEL(6016, "`model` is not supported yet"),
  WEIGHT(6022, "`weight` is not supported here yet"),
  SWEEP(6024, "`sweep` is not supported yet"),
  METHOD(6025, "this method is not supported yet"),
  SAVE(6027, "this way to save is not supported yet"),
  BUILTIN(6029, "this function is not supported yet"),
  HIGHER_ORDER(6031, "equations of higher order are not supported yet"),
  LYAPUNOV(6032, "Lyapunov exponents of this system are not supported yet"),
  DISTRIBUTION(6033, "this distribution is not supported yet"),
  COMPREHENSION(6036, "this comprehension is not supported yet"),
  INDEXING(6037, "this way to index is not supported yet"),
  LINEAR_ALGEBRA(6038, "this matrix function is not supported yet"),
  FOURIER(6039, "Fourier transforms are not supported yet"),
  FOR_STATEMENT(6040, "this `for` is not supported yet");

  private final int number;
  private final String title;

  UnsupportedCodes(int number, String title) {
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
    return Phase.UNSUPPORTED;
  }
}
