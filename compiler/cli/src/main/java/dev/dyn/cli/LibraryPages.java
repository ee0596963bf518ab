package dev.dyn.cli;

import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.doc.DocEntry;
import dev.dyn.compiler.doc.DocPage;
import dev.dyn.compiler.doc.DocReader;
import dev.dyn.compiler.op.Reference;
import dev.dyn.compiler.parse.Parser;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.driver.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The documentation of the standard library: its modules, the integration methods, and the
/// functions that need no import.
final class LibraryPages {
  private static final String METHODS = "std.methods";

  private LibraryPages() {}

  /// What `of` knows.
  static List<String> names() {
    var names = new ArrayList<>(List.of("std", METHODS));
    names.addAll(1, Library.modules());
    return names;
  }

  /// The pages of a module; of everything for `std`.
  static Optional<List<DocPage>> of(String name) {
    if (name.equals("std")) return Optional.of(all());
    if (name.equals(METHODS)) return Optional.of(List.of(methods()));
    if (!Library.modules().contains(name)) return Optional.empty();
    return Optional.of(List.of(module(name)));
  }

  private static List<DocPage> all() {
    var pages = new ArrayList<DocPage>();
    for (String name : Library.modules()) pages.add(module(name));
    pages.add(methods());
    String functions = Reference.page();
    String title = functions.lines().findFirst().orElseThrow().replaceFirst("^# ", "");
    String text = functions.substring(functions.indexOf('\n')).strip();
    pages.add(new DocPage(title, text, List.of()));
    return pages;
  }

  private static DocPage module(String name) {
    return DocReader.read(name, read(name));
  }

  private static DocPage methods() {
    var entries = new ArrayList<DocEntry>();
    for (String name : Library.methods()) {
      entries.add(DocReader.method(name.substring(METHODS.length() + 1), read(name)));
    }
    String text =
        "Methods for differential equations: `simulate(S, t: 0..10, method: rk4(dt: 0.01))`."
            + " Those with an error estimate choose their steps by themselves:"
            + " `method: tsit5(rtol: 1e-9, atol: 1e-9)`.";
    return new DocPage(METHODS, text, entries);
  }

  private static Module read(String name) {
    Source source = Library.source(name).orElseThrow();
    return Parser.parse(source, new Problems());
  }
}
