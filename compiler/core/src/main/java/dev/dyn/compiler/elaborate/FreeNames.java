package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Argument;
import dev.dyn.compiler.syntax.Binding;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Generator;
import dev.dyn.compiler.syntax.Name;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The names that an expression takes from around it, each with the place of its first use.
/// `next(v)` counts as the name `next v`.
final class FreeNames {
  private final Map<String, Span> found = new LinkedHashMap<>();

  private FreeNames() {}

  static Map<String, Span> of(Expression expression) {
    FreeNames names = new FreeNames();
    names.visit(expression, Set.of());
    return names.found;
  }

  private void visit(Expression expression, Set<String> bound) {
    switch (expression) {
      case Expression.NameRef(Name name, Span span) -> use(name.text(), span, bound);
      case Expression.NextValue(Name state, Span span) -> use("next " + state.text(), span, bound);
      case Expression.At(var asked, var point, Span span) -> {
        use(asked.word(), span, bound);
        visit(point, bound);
      }
      case Expression.FunctionLiteral literal -> {
        Set<String> inner = new HashSet<>(bound);
        literal.parameters().forEach(p -> inner.add(p.name().text()));
        literal.parameters().forEach(p -> p.fallback().ifPresent(f -> visit(f, bound)));
        visit(literal.body(), inner);
      }
      case Expression.Block(var lets, var value, _) -> {
        Set<String> inner = new HashSet<>(bound);
        for (Binding let : lets) {
          visit(let.value(), inner);
          let.names().forEach(name -> inner.add(name.text()));
        }
        visit(value, inner);
      }
      case Expression.Comprehension(var element, var generators, _) ->
          comprehended(element, generators, bound);
      case Expression.Call(var function, var arguments, _) -> {
        visit(function, bound);
        for (Argument argument : arguments) {
          if (argument instanceof Argument.Comprehended(var value, var generators, _)) {
            comprehended(value, generators, bound);
          } else {
            visit(argument.value(), bound);
          }
        }
      }
      default -> expression.forEachChild(child -> visit(child, bound));
    }
  }

  private void comprehended(Expression element, List<Generator> generators, Set<String> bound) {
    Set<String> inner = new HashSet<>(bound);
    for (Generator generator : generators) {
      generator.range().ifPresent(range -> visit(range, inner));
      inner.add(generator.index().text());
    }
    visit(element, inner);
  }

  private void use(String name, Span span, Set<String> bound) {
    if (!bound.contains(name)) {
      found.putIfAbsent(name, span);
    }
  }
}
