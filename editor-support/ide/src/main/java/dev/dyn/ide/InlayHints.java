package dev.dyn.ide;

import dev.dyn.compiler.elaborate.Meaning;
import dev.dyn.compiler.parse.TextToken;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Shapes that nobody wrote, shown between the words of the program: `let y: [N]`.
public final class InlayHints {
  private InlayHints() {}

  /// @param offset where the text is shown
  public record Hint(int offset, String text) {}

  /// The hints in a part of a file.
  public static List<Hint> in(Snapshot snapshot, Span part) {
    List<Hint> hints = new ArrayList<>();
    for (Symbol symbol : snapshot.symbols().values()) {
      if (part.contains(symbol.name().span()) && symbol.type().isEmpty()) {
        hint(snapshot, symbol).ifPresent(hints::add);
      }
    }
    for (Declaration declaration : snapshot.module().declarations()) {
      if (declaration instanceof Declaration.SystemDeclaration system) {
        for (Item item : system.items()) {
          if (item instanceof Item.Forward forward
              && forward.result().isEmpty()
              && part.contains(forward.span())) {
            result(snapshot, forward.body()).ifPresent(hints::add);
          }
        }
      }
      if (declaration instanceof Declaration.Function function
          && function.result().isEmpty()
          && part.contains(function.span())) {
        result(snapshot, function.body()).ifPresent(hints::add);
      }
    }
    hints.sort((a, b) -> a.offset() - b.offset());
    return hints;
  }

  private static Optional<Hint> hint(Snapshot snapshot, Symbol symbol) {
    Span name = symbol.name().span();
    return switch (symbol.kind()) {
      case CONSTANT,
          LET,
          PARAM,
          STATE,
          OUTPUT,
          RECORD,
          WEIGHT,
          INPUT,
          DRAW,
          FIELD,
          INDEX,
          PARAMETER ->
          Hovers.meaning(
                  snapshot,
                  name,
                  name,
                  symbol.value().isEmpty() ? Optional.empty() : Optional.of(symbol))
              .filter(Meaning::isTensor)
              .map(meaning -> new Hint(name.end(), ": " + meaning.type()));
      case MODULE,
          IMPORTED,
          DATA,
          FUNCTION,
          SYSTEM,
          NETWORK,
          RULE,
          TRAINING,
          EXPERIMENT,
          NOISE,
          PART,
          MODEL,
          LAYER,
          BATCH,
          GRID,
          FORWARD ->
          Optional.empty();
    };
  }

  /// The result of a function, after its parameters.
  private static Optional<Hint> result(Snapshot snapshot, Expression body) {
    List<TextToken> tokens = snapshot.tokens();
    int sign = Words.firstAfter(tokens, body.span().start() - 1) - 1;
    if (sign < 1 || !tokens.get(sign).is("=") || !tokens.get(sign - 1).is(")")) {
      return Optional.empty();
    }
    int offset = tokens.get(sign - 1).span().end();
    return snapshot
        .meaning(body.span())
        .filter(Meaning::isTensor)
        .map(meaning -> new Hint(offset, " -> " + meaning.type()));
  }
}
