package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.syntax.Module;
import java.util.Optional;

/// Where imported modules come from. The compiler itself reads no files.
public interface Modules {
  /// The module of the standard library called `name`, such as `std.nn`; parsed without errors.
  Optional<Module> library(String name);

  /// The file at `path`, relative to the importing file.
  Optional<Module> file(Module importer, String path);

  /// The data files that programs name.
  default DataFiles data() {
    return DataFiles.NONE;
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
