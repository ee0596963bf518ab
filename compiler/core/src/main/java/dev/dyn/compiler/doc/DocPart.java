package dev.dyn.compiler.doc;

import java.util.List;

/// A titled part of an entry.
public sealed interface DocPart {
  String title();

  /// Things with a remark each.
  record Rows(String title, List<Row> rows) implements DocPart {
    public Rows {
      rows = List.copyOf(rows);
    }
  }

  /// Lines of a program as written.
  record Code(String title, List<String> lines) implements DocPart {
    public Code {
      lines = List.copyOf(lines);
    }
  }

  /// @param code as written: `sigma = 10.0`
  /// @param text Markdown, which may be empty
  record Row(String code, String text) {}
}
