package dev.dyn.driver;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.elaborate.DataFiles;
import dev.dyn.compiler.elaborate.Modules;
import dev.dyn.compiler.parse.Parser;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.runtime.results.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Finds imported modules: `std.*` among the resources of the standard library, others as files
/// beside the importing one.
final class Imports implements Modules {
  private final Map<String, Optional<Module>> known = new HashMap<>();
  private final FileTexts files;
  private final DataFiles data;
  private final Problems problems;

  /// Files as they are on disk.
  Imports(DataFiles data, Problems problems) {
    this(FileTexts.ON_DISK, data, problems);
  }

  /// @param files the texts of files
  /// @param data where data files are
  /// @param problems gets what is wrong with the texts of imported files
  Imports(FileTexts files, DataFiles data, Problems problems) {
    this.files = files;
    this.data = data;
    this.problems = problems;
  }

  @Override
  public DataFiles data() {
    return data;
  }

  @Override
  public List<String> libraries() {
    return Library.modules();
  }

  @Override
  public Optional<Module> library(String name) {
    return known.computeIfAbsent(name, this::readLibrary);
  }

  private Optional<Module> readLibrary(String name) {
    String resource = "/" + name.replace('.', '/') + ".dyn";
    try (InputStream in = Imports.class.getResourceAsStream(resource)) {
      return in == null
          ? Optional.empty()
          : Optional.of(parsed(name, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public Optional<Module> file(Module importer, String path) {
    try {
      Path file = Path.of(importer.source().name()).resolveSibling(path).normalize();
      return known.computeIfAbsent(file.toString(), _ -> readFile(file));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private Optional<Module> readFile(Path file) {
    return files.read(file).map(text -> parsed(file.toString(), text));
  }

  /// SHA-256 of the texts that have been imported, by their names.
  SortedMap<String, String> digests() {
    SortedMap<String, String> digests = new TreeMap<>();
    known.forEach((name, module) ->
        module.ifPresent(found -> digests.put(name, Digests.sha256(found.source().text()))));
    return digests;
  }

  private Module parsed(String name, String text) {
    Problems own = new Problems();
    Module module = Parser.parse(new Source(name, text), own);
    own.sorted().stream().filter(Diagnostic::isError).forEach(problems::add);
    return module;
  }
}
