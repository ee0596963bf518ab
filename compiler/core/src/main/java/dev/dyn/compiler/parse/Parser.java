package dev.dyn.compiler.parse;

import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.syntax.Module;

/// Reads a source: text in, syntax tree out, problems collected. The tree is complete except for
/// `Broken` and `Missing` nodes where a problem has been reported. Never throws, whatever the text.
///
/// ```java
/// var problems = new Problems();
/// Module module = Parser.parse(new Source("lorenz.dyn", text), problems);
/// ```
public final class Parser {
  private Parser() {}

  public static Module parse(Source source, Problems problems) {
    return tree(ConcreteSyntax.read(source, problems), problems);
  }

  /// The syntax tree of what has been read already.
  public static Module tree(ConcreteSyntax concrete, Problems problems) {
    var docs = Docs.of(concrete.raw());
    var module = new TreeBuilder(concrete.source(), docs, problems).module(concrete.tree());
    docs.reportUnused(problems);
    return module;
  }
}
