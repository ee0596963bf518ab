package dev.dyn.compiler.syntax;

import dev.dyn.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/// What stands at the top of a file. `doc` is the Markdown of the `///` lines before it, without
/// the slashes; the place does not include them.
public sealed interface Declaration extends Node {

  /// `import std.nn`, `import std.optim.{Adam, SGD}`. Without members, the last name of the path is
  /// bound to the module.
  record Import(List<Name> path, List<Name> members, Optional<String> doc, Span span)
      implements Declaration {
    public Import {
      path = List.copyOf(path);
      members = List.copyOf(members);
    }

    /// The path as written: `std.optim`.
    public String module() {
      return String.join(".", path.stream().map(Name::text).toList());
    }
  }

  /// `import "./mine.dyn"`: all declarations of a file.
  record ImportFile(String path, Optional<String> doc, Span span) implements Declaration {}

  /// A constant.
  record Let(Binding binding, Optional<String> doc, Span span) implements Declaration {}

  /// `data d = csv("…")`, `data a, b = split(d, 0.5)`.
  record Data(List<Name> names, Expression value, Optional<String> doc, Span span)
      implements Declaration {
    public Data {
      names = List.copyOf(names);
    }
  }

  /// `fn f(x: real) -> real = …`.
  record Function(
      Name name,
      List<Parameter> parameters,
      Optional<TypeExpression> result,
      Expression body,
      Optional<String> doc,
      Span span)
      implements Declaration {
    public Function {
      parameters = List.copyOf(parameters);
    }
  }

  /// `system`, `network`, `rule`, `training`: structural parameters and items.
  record SystemDeclaration(
      SystemKind kind,
      Name name,
      List<Parameter> structure,
      List<Item> items,
      Optional<String> doc,
      Span span)
      implements Declaration {
    public SystemDeclaration {
      structure = List.copyOf(structure);
      items = List.copyOf(items);
    }
  }

  /// `experiment name { … }`.
  record Experiment(Name name, List<Statement> statements, Optional<String> doc, Span span)
      implements Declaration {
    public Experiment {
      statements = List.copyOf(statements);
    }
  }

  /// What could not be read; reported. The name it probably declares, so that uses are not unknown.
  record Broken(List<Name> names, Span span) implements Declaration {
    public Broken {
      names = List.copyOf(names);
    }
  }
}
