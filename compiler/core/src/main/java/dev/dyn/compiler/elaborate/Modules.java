package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Module;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where imported modules come from. The compiler itself reads no files.
public interface Modules {
  /// The module of the standard library called `name`, such as `std.nn`; parsed without errors.
  Optional<Module> library(String name);

  /// The modules of the standard library that programs may import.
  default List<String> libraries() {
    return List.of();
  }

  /// The file at `path`, relative to the importing file.
  Optional<Module> file(Module importer, String path);

  /// The data files that programs name.
  default DataFiles data() {
    return DataFiles.NONE;
  }

  /// The modules that `module` imports, and what they import.
  default List<Module> behind(Module module) {
    Map<String, Module> found = new LinkedHashMap<>();
    List<Module> open = new ArrayList<>(List.of(module));
    while (!open.isEmpty()) {
      Module next = open.removeLast();
      for (Declaration declaration : next.declarations()) {
        Optional<Module> other =
            switch (declaration) {
              case Declaration.ImportFile file -> file(next, file.path());
              case Declaration.Import library -> library(library.module());
              case Declaration _ -> Optional.empty();
            };
        other
            .filter(m -> !m.source().name().equals(module.source().name()))
            .filter(m -> found.putIfAbsent(m.source().name(), m) == null)
            .ifPresent(open::add);
      }
    }
    return List.copyOf(found.values());
  }

  /// No modules.
  Modules NONE =
      new Modules() {
        @Override
        public Optional<Module> library(String name) {
          return Optional.empty();
        }

        @Override
        public Optional<Module> file(Module importer, String path) {
          return Optional.empty();
        }
      };
}
