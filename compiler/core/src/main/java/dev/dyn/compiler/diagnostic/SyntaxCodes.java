package dev.dyn.compiler.diagnostic;

/// The text cannot be read: characters, brackets, and the form of statements.
public enum SyntaxCodes implements Code {
  UNKNOWN_CHARACTER(1001, "a character that means nothing"),
  UNTERMINATED_STRING(1002, "a text without its closing quote"),
  UNTERMINATED_COMMENT(1003, "a comment without its end"),
  MALFORMED_NUMBER(1004, "a number that cannot be read"),
  NUMBER_TOO_LARGE(1005, "a whole number that is too large"),
  UNKNOWN_ESCAPE(1006, "an unknown escape in a text"),
  BAD_INTERPOLATION(1007, "a brace in a text that does not hold an expression"),
  UNCLOSED_BRACKET(1008, "a bracket that is never closed"),
  UNOPENED_BRACKET(1009, "a closing bracket that closes nothing"),
  TOO_DEEP(1010, "nested too deeply"),
  UNEXPECTED(1011, "something that does not belong here"),
  MISSING_EXPRESSION(1012, "an expression is missing"),
  MISSING_NAME(1013, "a name is missing"),
  RESERVED_WORD(1014, "a reserved word used as a name"),
  CHAINED_COMPARISON(1015, "comparisons in a row"),
  EMPTY_BRACES(1016, "empty braces"),
  MISSING_ELSE(1017, "an `if` without `else`"),
  NOT_A_DECLARATION(1018, "something that cannot stand at the top of a file"),
  NOT_AN_ITEM(1019, "something that cannot stand in a system"),
  NOT_A_STATEMENT(1020, "something that cannot stand in an experiment"),
  MISSING_BODY(1021, "a body in braces is missing"),
  MISSING_END_OF_STATEMENT(1022, "two statements on one line"),
  WRONG_OPERATOR(1023, "an operator from another language"),
  CHAINED_RANGE(1024, "ranges in a row"),
  BLOCK_WITHOUT_VALUE(1025, "a block without a value"),
  MISSING_EQUALS(1026, "an `=` is missing"),
  BAD_FORMAT(1027, "a format that cannot be read"),
  UNUSED_DOC(1028, "a doc comment that documents nothing", Severity.WARNING),
  BAD_ENCODING(1029, "a file that is not UTF-8 text");

  private final int number;
  private final String title;
  private final Severity severity;

  SyntaxCodes(int number, String title) {
    this(number, title, Severity.ERROR);
  }

  SyntaxCodes(int number, String title, Severity severity) {
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
    return Phase.SYNTAX;
  }
}
