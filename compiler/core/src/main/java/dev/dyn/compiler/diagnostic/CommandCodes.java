package dev.dyn.compiler.diagnostic;

/// The command line, data and files.
public enum CommandCodes implements Code {
  NO_SUCH_FILE(8001, "a file that does not exist"),
  UNREADABLE_FILE(8002, "a file that cannot be read"),
  UNWRITABLE_FILE(8003, "a file that cannot be written"),
  UNKNOWN_SETTING(8004, "`--set` names something unknown"),
  AMBIGUOUS_SETTING(8005, "`--set` names several things"),
  ILL_TYPED_SETTING(8006, "`--set` with a value of another type"),
  BAD_SETTING(8007, "`--set` without a value"),
  UNKNOWN_EXPERIMENT(8008, "`--only` names no experiment"),
  UNKNOWN_OPTION(8009, "an unknown option"),
  BAD_OPTION_VALUE(8010, "an option with an impossible value"),
  BAD_DATA_FILE(8011, "a data file that cannot be understood"),
  RAGGED_CSV(8012, "rows of different length"),
  NOT_A_NUMBER_IN_CSV(8013, "a cell that is not a number"),
  UNKNOWN_CODE(8014, "an unknown diagnostic code"),
  FILE_EXISTS(8015, "a file that is there already"),
  NOT_A_DYN_FILE(8016, "a file that is not a Dyn program"),
  NOT_FORMATTED(8017, "a file that is not in the canonical format"),
  TOO_LARGE_DATA(8018, "data that do not fit into memory"),
  DUPLICATE_COLUMN(8019, "two columns of one name"),
  FIXED_AT_BUILD(8020, "a parameter that is fixed in the JAR"),
  NO_CHECKPOINT(8021, "a folder without a checkpoint"),
  FOREIGN_CHECKPOINT(8022, "a checkpoint of another run"),
  BROKEN_CHECKPOINT(8023, "a checkpoint that is damaged"),
  CHECKPOINT_EXISTS(8024, "a folder that has checkpoints already");

  private final int number;
  private final String title;

  CommandCodes(int number, String title) {
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
    return Phase.COMMAND;
  }
}
