package dev.dyn.runtime.data.input;

import dev.dyn.runtime.data.input.DataFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// The first line of a table: how wide the table is, and what its columns are called.
///
/// @param file names it in messages
/// @param width how many cells a row has
/// @param names one a column, or none if the file has no header
public record Table(String file, int width, Optional<List<String>> names) {
  /// The numbers of the columns that `pick` means.
  public int[] columns(Selection.Pick pick) throws DataFailure {
    return switch (pick) {
      case Selection.Pick.Number(int column) -> new int[] {existing(column)};
      case Selection.Pick.Name(String name) -> new int[] {named(name)};
      case Selection.Pick.Range(int from, int to) -> {
        existing(from);
        existing(to - 1);
        yield IntStream.range(from, to).toArray();
      }
      case Selection.Pick.Several(var picks) -> {
        List<Integer> all = new ArrayList<>();
        for (Selection.Pick each : picks) {
          for (int column : columns(each)) {
            all.add(column);
          }
        }
        yield all.stream().mapToInt(Integer::intValue).toArray();
      }
    };
  }

  private int existing(int column) throws DataFailure {
    if (column < 0 || column >= width) {
      throw DataFailure.of(
          Kind.UNKNOWN_COLUMN,
          "`" + file + "` has no column " + column + ".",
          "Its columns are 0 to " + (width - 1) + ".");
    }
    return column;
  }

  private int named(String name) throws DataFailure {
    if (names.isEmpty()) {
      throw DataFailure.of(
          Kind.UNKNOWN_COLUMN,
          "`" + file + "` has no names for its columns, so there is no `" + name + "`.",
          "All cells of its first line are numbers; `header: true` takes them for names, and"
              + " numbers choose columns without names.");
    }
    int at = names.get().indexOf(name);
    if (at < 0) {
      throw DataFailure.of(
              Kind.UNKNOWN_COLUMN,
              "`" + file + "` has no column `" + name + "`.",
              "Its columns are " + listed() + ".")
          .suggesting(name, names.get());
    }
    if (names.get().lastIndexOf(name) > at) {
      throw twice(name);
    }
    return at;
  }

  private String listed() {
    List<String> all = names.orElse(List.of());
    String shown = String.join(", ", all.stream().limit(20).map(n -> "`" + n + "`").toList());
    return all.size() > 20 ? shown + ", … (" + all.size() + ")" : shown;
  }

  /// Fails if two columns have one name.
  public void requireDistinctNames() throws DataFailure {
    TreeSet<String> seen = new TreeSet<>();
    for (String name : names.orElse(List.of())) {
      if (!name.isEmpty() && !seen.add(name)) {
        throw twice(name);
      }
    }
  }

  private DataFailure twice(String name) {
    return DataFailure.of(
        Kind.DUPLICATE_COLUMN,
        "`" + file + "` has two columns called `" + name + "`.",
        "`columns:` chooses columns by number.");
  }

  /// A column in words: its number, counted from 1 as people do, and its name.
  String describe(int column) {
    return "column "
        + (column + 1)
        + names
            .map(all -> all.get(column))
            .filter(n -> !n.isEmpty())
            .map(n -> " (`" + n + "`)")
            .orElse("");
  }
}
