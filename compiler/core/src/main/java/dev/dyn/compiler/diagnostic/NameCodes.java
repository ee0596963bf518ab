package dev.dyn.compiler.diagnostic;

/// Names: unknown, doubled, unused, or used where they mean nothing.
public enum NameCodes implements Code {
  UNKNOWN_NAME(2001, "an unknown name"),
  UNUSED_NAME(2002, "a name that is never used", Severity.WARNING),
  DUPLICATE_NAME(2003, "a name declared twice"),
  UNKNOWN_IMPORT(2004, "an unknown module"),
  UNKNOWN_IMPORTED_NAME(2005, "a name the module does not have"),
  IMPORT_CYCLE(2006, "modules that import each other"),
  UNKNOWN_ARGUMENT(2007, "an argument with an unknown name"),
  DUPLICATE_ARGUMENT(2008, "an argument given twice"),
  MISSING_ARGUMENT(2009, "a missing argument"),
  TOO_MANY_ARGUMENTS(2010, "too many arguments"),
  NOT_A_FUNCTION(2011, "something that cannot be called"),
  UNKNOWN_FIELD(2012, "a field the record does not have"),
  UNKNOWN_METHOD(2013, "an unknown integration method"),
  RECURSION(2014, "a definition that needs itself"),
  OUT_OF_PLACE_NAME(2015, "a word that means nothing here"),
  UNKNOWN_TYPE(2016, "an unknown type"),
  NOT_A_SYSTEM(2017, "a system is needed here"),
  NOT_A_RULE(2018, "a rule is needed here"),
  NOT_A_MODEL(2019, "a model is needed here"),
  UNKNOWN_DISTRIBUTION(2020, "an unknown distribution"),
  POSITIONAL_AFTER_NAMED(2021, "an argument without a name after named ones"),
  UNUSED_IMPORT(2022, "an import that is never used", Severity.WARNING),
  UNKNOWN_PLOT_STYLE(2023, "an unknown plot style"),
  UNREACHABLE_FILE(2024, "an imported file that cannot be read");

  private final int number;
  private final String title;
  private final Severity severity;

  NameCodes(int number, String title) {
    this(number, title, Severity.ERROR);
  }

  NameCodes(int number, String title, Severity severity) {
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
    return Phase.NAMES;
  }
}
