package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.source.Source;
import dev.dyn.runtime.data.input.DataFailure;
import dev.dyn.runtime.data.input.DataFormat;
import dev.dyn.runtime.data.input.Dataset;
import dev.dyn.runtime.results.DataFile;

/// Where the data that programs name come from. The compiler itself reads no files, but it needs
/// data before the run: their shapes are checked like all others.
public interface DataFiles {
  /// A file and what it holds.
  record Reading(DataFile file, Dataset data) {}

  /// The file at `path`, relative to the file of `program`.
  ///
  /// @throws DataFailure if it cannot be read
  Reading read(Source program, String path, DataFormat format) throws DataFailure;

  /// No files.
  DataFiles NONE =
      (program, path, format) -> {
        throw DataFailure.of(
            DataFailure.Kind.MISSING_FILE, "There is no file `" + path + "` here.");
      };
}
