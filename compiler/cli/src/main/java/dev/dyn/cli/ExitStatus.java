package dev.dyn.cli;

import dev.dyn.compiler.diagnostic.CommandCodes;
import dev.dyn.compiler.diagnostic.Diagnostic;
import java.util.Comparator;
import java.util.List;

/// How the process ends.
enum ExitStatus {
  /// All is well.
  OK(0),
  /// An `expect` failed, or `fmt --check` found a file that is not formatted.
  UNMET(1),
  /// The program has errors.
  PROGRAM(2),
  /// The run failed, or a file could not be read or written.
  RUN(3),
  /// The command was used wrongly.
  USAGE(64),
  /// A fault of Dyn itself (`EX_SOFTWARE` of `sysexits.h`).
  FAULT(70);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /// What a problem means for the process.
  static ExitStatus of(Diagnostic problem) {
    if (!problem.isError()) return OK;
    return switch (problem.code().phase()) {
      case SYNTAX, NAMES, TYPES, SYSTEMS, EXPERIMENTS, UNSUPPORTED -> PROGRAM;
      case RUNNING -> RUN;
      case COMMAND -> problem.code() instanceof CommandCodes code ? of(code) : USAGE;
    };
  }

  private static ExitStatus of(CommandCodes code) {
    return switch (code) {
      case NO_SUCH_FILE,
          UNREADABLE_FILE,
          UNWRITABLE_FILE,
          FILE_EXISTS,
          BAD_DATA_FILE,
          RAGGED_CSV,
          NOT_A_NUMBER_IN_CSV,
          TOO_LARGE_DATA,
          DUPLICATE_COLUMN,
          NO_CHECKPOINT,
          FOREIGN_CHECKPOINT,
          BROKEN_CHECKPOINT,
          CHECKPOINT_EXISTS ->
          RUN;
      case NOT_FORMATTED -> UNMET;
      case FIXED_AT_BUILD,
          UNKNOWN_SETTING,
          AMBIGUOUS_SETTING,
          ILL_TYPED_SETTING,
          BAD_SETTING,
          UNKNOWN_EXPERIMENT,
          UNKNOWN_OPTION,
          BAD_OPTION_VALUE,
          UNKNOWN_CODE,
          NOT_A_DYN_FILE ->
          USAGE;
    };
  }

  /// The gravest of several.
  static ExitStatus of(List<Diagnostic> problems) {
    return problems.stream()
        .map(ExitStatus::of)
        .max(Comparator.comparingInt(ExitStatus::code))
        .orElse(OK);
  }
}
