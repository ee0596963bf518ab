package dev.dyn.runtime.data.input;

import java.util.Optional;

/// How a file is to be read. Equal formats read equal files alike.
public sealed interface DataFormat {
  /// Formats that are read from the first byte to the last.
  sealed interface Streamed extends DataFormat {}

  /// A table as text.
  ///
  /// @param header whether the first line has names; without it, that is so if one of its cells is
  ///   not a number
  /// @param skip how many lines to drop first
  /// @param separator stands between cells
  record Csv(Optional<Boolean> header, int skip, char separator, Selection selection)
      implements Streamed {}

  /// Named tensors in a ZIP archive (NumPy).
  record Npz() implements Streamed {}

  /// One tensor (NumPy).
  record Npy() implements Streamed {}

  /// One tensor in the format of MNIST.
  record Idx() implements Streamed {}

  /// Named tensors: weights.
  record Safetensors() implements Streamed {}

  /// A table column after column, whose end says where they are.
  record Parquet(Selection selection) implements DataFormat {}
}
