package dev.dyn.ide;

import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Name;
import dev.dyn.compiler.syntax.TypeExpression;
import java.util.List;
import java.util.Optional;

/// Something that has a name in a program.
///
/// @param whole the declaration
/// @param head how it is declared, on one line
/// @param type as written
/// @param value the expression that it begins with or is
/// @param inner what it declares itself, for outlines
public record Symbol(
    SymbolKind kind,
    Name name,
    Span whole,
    String head,
    Optional<String> doc,
    Optional<TypeExpression> type,
    Optional<Expression> value,
    List<Symbol> inner) {
  public Symbol {
    inner = List.copyOf(inner);
  }
}
