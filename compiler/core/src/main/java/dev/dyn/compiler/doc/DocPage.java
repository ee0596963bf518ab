package dev.dyn.compiler.doc;

import java.util.List;

/// The documentation of a file or module.
///
/// @param name `std.optim`, or the name of a file
/// @param text Markdown about the whole, which may be empty
public record DocPage(String name, String text, List<DocEntry> entries) {
  public DocPage {
    entries = List.copyOf(entries);
  }
}
