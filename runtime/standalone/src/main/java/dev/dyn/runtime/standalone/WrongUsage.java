package dev.dyn.runtime.standalone;

/// A command line that means nothing.
final class WrongUsage extends Exception {
  private static final long serialVersionUID = 1;

  private final String code;

  /// @param code of the problem, `DYNnnnn`
  WrongUsage(String code, String message) {
    super(message);
    this.code = code;
  }

  String code() {
    return code;
  }
}
