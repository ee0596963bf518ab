package dev.dyn.driver;

import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.elaborate.Elaboration;
import dev.dyn.compiler.elaborate.Meanings;
import dev.dyn.compiler.parse.Parser;
import dev.dyn.compiler.resolve.Bindings;
import dev.dyn.compiler.resolve.Resolver;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.syntax.Module;
import java.util.function.BooleanSupplier;

/// Analyses for editors: of texts that are not saved yet, again and again, with what each
/// expression stands for.
public final class Editing {
  private final DataOnDisk data = new DataOnDisk();
  private final FileTexts files;

  /// @param files the texts of imported files
  public Editing(FileTexts files) {
    this.files = files;
  }

  /// Reads and checks a program, as [Dyn#analyze] does.
  ///
  /// @param isStale whether nobody waits for the result any more
  /// @throws java.util.concurrent.CancellationException if so
  public Analysis analyze(Source source, BooleanSupplier isStale) {
    Problems problems = new Problems();
    Module module = Parser.parse(source, problems);
    Imports imports = new Imports(files, data, problems);
    Bindings bindings = Resolver.resolve(module, imports, problems);
    Meanings.Collector meanings = new Meanings.Collector(source, isStale);
    Elaboration.observe(module, imports, problems, meanings);
    return new Analysis(source, module, bindings, meanings.meanings(), imports, problems.sorted());
  }
}
