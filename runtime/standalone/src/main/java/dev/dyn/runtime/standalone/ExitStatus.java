package dev.dyn.runtime.standalone;

/// How the process ends: as `dyn run` does.
enum ExitStatus {
  OK(0),
  /// An `expect` failed.
  UNMET(1),
  /// The run failed, or a file could not be written.
  RUN(3),
  /// The command was used wrongly.
  USAGE(64),
  /// A fault of Dyn itself.
  FAULT(70);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
