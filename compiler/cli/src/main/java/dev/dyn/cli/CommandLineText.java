package dev.dyn.cli;

import dev.dyn.compiler.source.Source;

/// Makes a source of what was typed, so that problems of the command line are shown as those of
/// programs.
final class CommandLineText {
  private CommandLineText() {}

  static Source of(String typed) {
    return new Source("<command line>", typed);
  }
}
