package dev.dyn.runtime.standalone;

import dev.dyn.runtime.packed.PackedParameter;
import dev.dyn.runtime.packed.PackedProgram;
import java.util.ArrayList;
import java.util.List;

/// What `--help` says.
final class Help {
  private static final String OPTIONS =
      """
        --set name=value   Sets a parameter: --set rho=20, --set Lorenz.rho=20.
                           May be repeated.
        --seed N           Replaces the program's seed.
        --out DIR          Where results.json, report.html, records and plots go.
        --only EXPERIMENT  Runs one experiment only.
        --threads N        How many threads compute. Default: all there are; the
                           numbers do not change.
        --checkpoint DIR   Keeps the run in DIR, so that it can go on after its
                           process has died.
        --checkpoint-every TIME
                           How often it is kept: 30s, 5m, 2h. Default: 5m.
        --resume DIR       Goes on with a run that was kept in DIR, and keeps it
                           there. The end is the same to the bit.
        --quiet            Shows only problems and what failed.
        --explain          Tells which methods were chosen and why.
        --about            Shows the source, its digest and who built this.
        -h, --help         Shows this help and the parameters.
      """;

  private Help() {}

  static List<String> lines(PackedProgram program) {
    List<String> lines = new ArrayList<>();
    lines.add("Usage: java -jar " + Jars.name() + " [options]");
    String text = program.documentation().isBlank() ? program.file() : program.documentation();
    text.lines().forEach(lines::add);
    lines.addAll(List.of("", "Options:"));
    OPTIONS.lines().forEach(lines::add);
    if (!program.parameters().isEmpty()) {
      lines.addAll(List.of("", "Parameters:"));
      program.parameters().forEach(parameter -> add(parameter, lines));
    }
    return lines;
  }

  private static void add(PackedParameter parameter, List<String> lines) {
    String fallback = parameter.fallback().isEmpty() ? "" : " = " + parameter.fallback();
    String note = parameter.isOpen() ? "" : "  (fixed in this JAR)";
    lines.add("  " + parameter.qualified() + fallback.replaceFirst("^ = ~", " ~") + note);
    parameter.documentation().lines().map(line -> "      " + line).forEach(lines::add);
  }
}
