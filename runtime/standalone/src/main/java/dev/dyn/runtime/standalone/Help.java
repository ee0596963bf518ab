package dev.dyn.runtime.standalone;

import dev.dyn.runtime.packed.PackedParameter;
import dev.dyn.runtime.packed.PackedProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What `--help` says beside the options.
final class Help {
  private Help() {}

  static String[] description(PackedProgram program) {
    String text = program.documentation().isBlank() ? program.file() : program.documentation();
    return escaped(text.lines());
  }

  static String[] parameters(PackedProgram program) {
    if (program.parameters().isEmpty()) {
      return new String[0];
    }
    List<String> lines = new ArrayList<>(List.of("", "Parameters:"));
    for (PackedParameter parameter : program.parameters()) {
      String fallback = parameter.fallback().isEmpty() ? "" : " = " + parameter.fallback();
      String note = parameter.isOpen() ? "" : "  (fixed in this JAR)";
      lines.add("  " + parameter.qualified() + fallback.replaceFirst("^ = ~", " ~") + note);
      parameter.documentation().lines().map(line -> "      " + line).forEach(lines::add);
    }
    return escaped(lines.stream());
  }

  /// The library reads `%` and `@|` as markup.
  static String[] escaped(Stream<String> lines) {
    return lines
        .map(line -> line.replace("%", "%%").replace("@|", "@\u200b|"))
        .toArray(String[]::new);
  }
}
