package dev.dyn.driver;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.elaborate.Meanings;
import dev.dyn.compiler.elaborate.Modules;
import dev.dyn.compiler.resolve.Bindings;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.syntax.Module;
import java.util.List;

/// What is known of a program before it runs.
///
/// @param source the text
/// @param module what was written; holds `Broken` nodes where the text could not be read
/// @param bindings the declaration that each name means
/// @param meanings what expressions stand for; gathered only for editors
/// @param modules what the program may import
/// @param diagnostics every problem found, by place
public record Analysis(
    Source source,
    Module module,
    Bindings bindings,
    Meanings meanings,
    Modules modules,
    List<Diagnostic> diagnostics) {
  public Analysis {
    diagnostics = List.copyOf(diagnostics);
  }

  /// Whether the program cannot run.
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
