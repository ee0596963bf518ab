package dev.dyn.compiler.resolve;

import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.compiler.syntax.Name;
import java.util.List;
import java.util.stream.Stream;

/// The names that a file declares for others.
final class Declarations {
  private Declarations() {}

  static List<Name> names(Module module) {
    return module.declarations().stream().flatMap(Declarations::names).toList();
  }

  private static Stream<Name> names(Declaration declaration) {
    return switch (declaration) {
      case Declaration.Let let -> let.binding().names().stream();
      case Declaration.Data data -> data.names().stream();
      case Declaration.Function function -> Stream.of(function.name());
      case Declaration.SystemDeclaration system -> Stream.of(system.name());
      case Declaration.Import _,
          Declaration.ImportFile _,
          Declaration.Experiment _,
          Declaration.Broken _ ->
          Stream.empty();
    };
  }
}
