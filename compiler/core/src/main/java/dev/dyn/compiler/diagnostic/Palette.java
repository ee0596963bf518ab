package dev.dyn.compiler.diagnostic;

/// How the parts of a rendered problem are set off: not at all, or by the colours of a terminal.
public enum Palette {
  PLAIN("", "", "", "", ""),
  ANSI("\033[1;31m", "\033[1;33m", "\033[1;34m", "\033[1m", "\033[0m");

  private final String error;
  private final String warning;
  private final String frame;
  private final String strong;
  private final String end;

  Palette(String error, String warning, String frame, String strong, String end) {
    this.error = error;
    this.warning = warning;
    this.frame = frame;
    this.strong = strong;
    this.end = end;
  }

  String severity(Severity severity, String text) {
    return switch (severity) {
      case ERROR -> paint(error, text);
      case WARNING -> paint(warning, text);
    };
  }

  String frame(String text) {
    return paint(frame, text);
  }

  String strong(String text) {
    return paint(strong, text);
  }

  private String paint(String colour, String text) {
    return text.isEmpty() ? text : colour + text + end;
  }
}
