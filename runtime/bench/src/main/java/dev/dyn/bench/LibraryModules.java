package dev.dyn.bench;

import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.elaborate.DataFiles;
import dev.dyn.compiler.elaborate.Modules;
import dev.dyn.compiler.parse.Parser;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.driver.Library;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The standard library, and nothing else.
final class LibraryModules implements Modules {
  private final Map<String, Optional<Module>> known = new HashMap<>();

  @Override
  public Optional<Module> library(String name) {
    return known.computeIfAbsent(
        name, n -> Library.source(n).map(source -> Parser.parse(source, new Problems())));
  }

  @Override
  public Optional<Module> file(Module importer, String path) {
    return Optional.empty();
  }

  @Override
  public DataFiles data() {
    return Modules.NONE.data();
  }
}
