package dev.dyn.conformance;

import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.elaborate.Modules;
import dev.dyn.compiler.parse.Parser;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.syntax.Module;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Imported modules for tests that call single stages of the compiler, read from the checkout.
final class ModuleFiles implements Modules {
  @Override
  public Optional<Module> library(String name) {
    return read(Checkout.STDLIB.getParent().resolve(name.replace('.', '/') + ".dyn"));
  }

  @Override
  public Optional<Module> file(Module importer, String path) {
    return read(Path.of(importer.source().name()).resolveSibling(path));
  }

  private static Optional<Module> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Problems problems = new Problems();
    Module module = Parser.parse(new Source(file.toString(), CorpusProgram.read(file)), problems);
    return problems.hasErrors() ? Optional.empty() : Optional.of(module);
  }
}
