package dev.dyn.ide;

import dev.dyn.compiler.syntax.Action;
import dev.dyn.compiler.syntax.Argument;
import dev.dyn.compiler.syntax.Binding;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Generator;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.compiler.syntax.Node;
import dev.dyn.compiler.syntax.Parameter;
import dev.dyn.compiler.syntax.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The names that mean something at a place.
final class Scopes {
  private Scopes() {}

  /// The symbols in scope at an offset, those that hide others first.
  static List<Symbol> at(Snapshot snapshot, int offset) {
    Map<String, Symbol> found = new LinkedHashMap<>();
    for (Node node : snapshot.path(offset).reversed()) {
      inside(node, offset).forEach(symbol -> found.putIfAbsent(symbol.name().text(), symbol));
    }
    for (Symbol symbol : snapshot.outline()) {
      if (symbol.kind() != SymbolKind.EXPERIMENT) {
        found.putIfAbsent(symbol.name().text(), symbol);
      }
    }
    for (Declaration declaration : snapshot.module().declarations()) {
      if (declaration instanceof Declaration.ImportFile file) {
        snapshot
            .analysis()
            .modules()
            .file(snapshot.module(), file.path())
            .ifPresent(module ->
                exported(module)
                    .forEach(symbol -> found.putIfAbsent(symbol.name().text(), symbol)));
      }
    }
    return List.copyOf(found.values());
  }

  /// What a module gives to those that import it.
  static List<Symbol> exported(Module module) {
    return Symbols.outline(module).stream()
        .filter(symbol ->
            symbol.kind() != SymbolKind.EXPERIMENT
                && symbol.kind() != SymbolKind.MODULE
                && symbol.kind() != SymbolKind.IMPORTED)
        .toList();
  }

  /// What is in scope inside a node, beside what is around it.
  private static List<Symbol> inside(Node node, int offset) {
    return switch (node) {
      case Declaration.Function function -> parameters(function.parameters());
      case Declaration.SystemDeclaration system -> {
        List<Symbol> all = new ArrayList<>(parameters(system.structure()));
        system.items().stream()
            .filter(item -> !(item instanceof Item.Forward))
            .forEach(item -> all.addAll(Symbols.of(item)));
        yield all;
      }
      case Declaration.Experiment experiment -> statements(experiment.statements(), offset);
      case Item.Forward forward -> parameters(forward.parameters());
      case Item.Jump jump -> actions(jump.actions(), offset);
      case Item.Event event -> actions(event.actions(), offset);
      case Item.EveryEpoch every -> statements(every.body(), offset);
      case Item.EverySteps every -> statements(every.body(), offset);
      case Item.EveryTime every -> statements(every.body(), offset);
      case Statement.For loop -> {
        List<Symbol> all = new ArrayList<>(statements(loop.body(), offset));
        all.addAll(generators(loop.generators()));
        yield all;
      }
      case Expression.Sweep sweep -> {
        List<Symbol> all = new ArrayList<>(statements(sweep.body(), offset));
        all.addAll(generators(sweep.generators()));
        yield all;
      }
      case Expression.Train train ->
          train.items().stream().flatMap(item -> Symbols.of(item).stream()).toList();
      case Expression.FunctionLiteral literal -> parameters(literal.parameters());
      case Expression.Comprehension comprehension -> generators(comprehension.generators());
      case Argument.Comprehended comprehended -> generators(comprehended.generators());
      case Expression.Block block -> lets(block, offset);
      default -> List.of();
    };
  }

  private static List<Symbol> lets(Expression.Block block, int offset) {
    List<Binding> before = block.lets().stream().filter(let -> let.span().end() < offset).toList();
    return Symbols.of(block).stream()
        .filter(symbol -> before.stream().anyMatch(let -> let.span().equals(symbol.whole())))
        .toList()
        .reversed();
  }

  private static List<Symbol> parameters(List<Parameter> parameters) {
    return parameters.stream().flatMap(parameter -> Symbols.of(parameter).stream()).toList();
  }

  private static List<Symbol> generators(List<Generator> generators) {
    return generators.stream().flatMap(generator -> Symbols.of(generator).stream()).toList();
  }

  private static List<Symbol> statements(List<Statement> statements, int offset) {
    return statements.stream()
        .filter(statement -> statement.span().end() < offset)
        .flatMap(statement -> Symbols.of(statement).stream())
        .toList()
        .reversed();
  }

  private static List<Symbol> actions(List<Action> actions, int offset) {
    return actions.stream()
        .filter(action -> action.span().end() < offset)
        .flatMap(action ->
            action instanceof Action.Draw draw
                ? Symbols.of(draw.quantity()).stream()
                : Symbols.of(action).stream())
        .toList();
  }
}
