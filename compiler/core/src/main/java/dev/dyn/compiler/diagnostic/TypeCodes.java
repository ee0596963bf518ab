package dev.dyn.compiler.diagnostic;

/// Types and shapes that do not fit.
public enum TypeCodes implements Code {
  TYPE_MISMATCH(3001, "a value of another type"),
  SHAPE_MISMATCH(3002, "shapes that do not fit"),
  UNKNOWN_DIMENSION(3003, "a dimension that nothing fixes"),
  NOT_CONSTANT(3004, "a value that must be known before the run"),
  INDEX_OUT_OF_RANGE(3005, "an index outside the tensor"),
  TOO_MANY_INDICES(3006, "more indices than dimensions"),
  NOT_A_TENSOR(3007, "a tensor is needed here"),
  NOT_A_RECORD(3008, "only records have fields"),
  NOT_A_NUMBER(3009, "a number is needed here"),
  NOT_A_CONDITION(3010, "a condition is needed here"),
  BRANCHES_DIFFER(3011, "branches of different type or shape"),
  ELEMENTS_DIFFER(3012, "elements of different type or shape"),
  ACCIDENTAL_BROADCAST(3013, "a size that is 1 only by accident"),
  NOT_DIFFERENTIABLE(3014, "no derivative"),
  RANGE_EXPECTED(3015, "a range is needed here"),
  DIMENSION_CONFLICT(3016, "a dimension with two values"),
  NEGATIVE_DIMENSION(3017, "a negative size"),
  REAL_AS_INT(3018, "a real number where an integer is needed"),
  TAKE_APART_MISMATCH(3019, "a value with another number of parts"),
  UNTYPED_RESULT(3020, "a type that cannot be found out"),
  UNKNOWN_RANGE(3021, "a range that indexing does not give"),
  NOT_TEXT(3022, "a text is needed here"),
  PARTIAL_UNKNOWN(3023, "a derivative by an unknown parameter"),
  NOT_A_SCALAR(3024, "a single number is needed here"),
  WRONG_AXIS(3025, "an axis the tensor does not have"),
  TOO_LARGE(3026, "a tensor that is too large"),
  FUNCTION_NOT_VALUE(3027, "a function where a value is needed"),
  BAD_FORMAT_FOR_TYPE(3028, "a format that does not fit the value"),
  TWO_RESTS(3029, "`..` twice in an index");

  private final int number;
  private final String title;

  TypeCodes(int number, String title) {
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
    return Phase.TYPES;
  }
}
