package dev.dyn.runtime.program;

import dev.dyn.runtime.results.OnnxGraph;
import java.util.List;
import java.util.Optional;

/// Something that an experiment shows, claims or writes. Values are meant by their numbers.
public sealed interface Effect {
  /// A parameter and the value that the run has for it.
  record Parameter(String name, int value) implements Effect {}

  /// A number or tensor bound by `let`.
  record Bound(String name, int value) implements Effect {}

  /// A table of `record`s: the columns of a sweep.
  record Table(String name, List<Column> columns) implements Effect {
    public Table {
      columns = List.copyOf(columns);
    }
  }

  /// One line of text.
  record Print(List<Piece> pieces) implements Effect {
    public Print {
      pieces = List.copyOf(pieces);
    }
  }

  /// A claim: `holds` says whether it is true; a comparison shows both sides, `within` also the
  /// tolerance.
  ///
  /// @param line in the source, from 1
  record Expect(
      String text,
      int line,
      int holds,
      Optional<Integer> value,
      Optional<Integer> target,
      Optional<Integer> tolerance)
      implements Effect {}

  /// A plot of series, or of a matrix as an image.
  record Plot(List<Series> series, boolean isImage, boolean logX, boolean logY) implements Effect {
    public Plot {
      series = List.copyOf(series);
    }
  }

  /// Tensors by name, for a file, and for some files what a network does with them.
  record Save(String file, List<Column> columns, Optional<OnnxGraph> graph) implements Effect {
    public Save {
      columns = List.copyOf(columns);
    }
  }

  /// A value under a name.
  record Column(String name, int value) {}

  /// A plotted expression: y over x, or over its index.
  record Series(String label, int y, String xLabel, Optional<Integer> x, String style) {}

  /// Part of a text.
  sealed interface Piece {
    record Characters(String value) implements Piece {}

    record Inserted(int value, String format) implements Piece {}
  }
}
