package dev.dyn.compiler.diagnostic;

/// Systems, their states and their equations.
public enum SystemCodes implements Code {
  EQUATION_WITHOUT_STATE(4001, "an equation without a state"),
  STATE_WITHOUT_EQUATION(4002, "a state without an equation"),
  TWO_EQUATIONS(4003, "two equations for one state"),
  ALGEBRAIC_LOOP(4004, "an algebraic loop"),
  MIXED_TIME(4005, "maps and differential equations in one system"),
  NOT_LINEAR_IN_NOISE(4006, "an Itô equation that is not linear in `dt` and `dW`"),
  ITEM_OUT_OF_PLACE(4007, "an item that does not belong in this declaration"),
  NOT_ASSIGNABLE(4008, "only states can be assigned"),
  STRUCTURE_NOT_INT(4009, "a structural parameter must be known before the run"),
  SHAPE_DEPENDS_ON_STATE(4010, "a shape that depends on the state"),
  MISSING_FORWARD(4011, "a network without `forward`"),
  MISSING_LOSS(4012, "a training without a loss"),
  MISSING_RULE(4013, "a training without a rule"),
  RULE_WITHOUT_UPDATE(4014, "a rule that does not move `theta`", Severity.WARNING),
  NEXT_OF_UNMAPPED(4015, "`next` of something that is not mapped"),
  MIXED_CALCULUS(4016, "Itô and Stratonovich in one system"),
  DERIVATIVE_ORDER(4017, "a derivative of too high an order"),
  INPUT_NOT_GIVEN(4018, "an input that nobody gives"),
  NOT_A_PART(4019, "a part must be a system"),
  NOTHING_TO_TRAIN(4020, "a model without weights"),
  CONSTRAINT_COUNT(4021, "as many constraints as algebraic unknowns are needed"),
  NOISE_NOT_DECLARED(4022, "an undeclared noise"),
  GRID_UNKNOWN(4023, "a field over an unknown grid"),
  TWO_FORWARDS(4024, "`forward` twice"),
  TWO_LENGTHS(4025, "a training with two lengths"),
  MISSING_LENGTH(4026, "a training without a length"),
  INITIAL_DEPENDS_ON_STATE(4027, "a start that depends on the state"),
  RULE_MIXES_TIME(4028, "a rule that is both a map and a flow"),
  METHOD_NEEDS_STEP(4029, "a method that needs a step"),
  FORWARD_READS_STATE(4030, "a `forward` that depends on the state"),
  NO_COMMON_LOSS(4031, "a common loss of players"),
  WEIGHT_WITHOUT_LOSS(4032, "a weight on which the loss does not depend", Severity.WARNING),
  AVERAGE_IN_LOOP(4033, "a running average inside a loop");

  private final int number;
  private final String title;

  private final Severity severity;

  SystemCodes(int number, String title) {
    this(number, title, Severity.ERROR);
  }

  SystemCodes(int number, String title, Severity severity) {
    this.number = number;
    this.title = title;
    this.severity = severity;
  }

  @Override
  public Severity severity() {
    return severity;
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
    return Phase.SYSTEMS;
  }
}
