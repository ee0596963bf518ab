package dev.dyn.runtime.standalone;

import dev.dyn.runtime.packed.PackedProgram;

/// What `--help` says beside the options.
final class Help {
  private Help() {}

  static String[] description(PackedProgram program) {
    String text = program.documentation().isBlank() ? program.file() : program.documentation();
    return escaped(text.lines());
  }

  static String[] parameters(PackedProgram program) {
    return new String[0];
  }

  /// The library reads `%` and `@|` as markup.
  static String[] escaped(java.util.stream.Stream<String> lines) {
    return lines
        .map(line -> line.replace("%", "%%").replace("@|", "@\u200b|"))
        .toArray(String[]::new);
  }
}
