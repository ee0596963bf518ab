package dev.dyn.compiler.syntax;

import dev.dyn.compiler.source.Source;
import java.util.List;
import java.util.stream.Stream;

/// A file.
public record Module(Source source, List<Declaration> declarations) {
  public Module {
    declarations = List.copyOf(declarations);
  }

  /// The declarations of one kind, in order: `declarations(Declaration.Experiment.class)`.
  public <D extends Declaration> Stream<D> declarations(Class<D> kind) {
    return declarations.stream().filter(kind::isInstance).map(kind::cast);
  }
}
