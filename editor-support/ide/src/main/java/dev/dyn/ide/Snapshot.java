package dev.dyn.ide;

import dev.dyn.compiler.elaborate.Meaning;
import dev.dyn.compiler.parse.TextToken;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.compiler.syntax.Name;
import dev.dyn.compiler.syntax.Node;
import dev.dyn.driver.Analysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// One version of a file with all that is known of it. Nothing changes; what is derived is worked
/// out when it is first asked for. May be used by several threads.
public final class Snapshot {
  private final Analysis analysis;
  private final Supplier<List<TextToken>> tokens;
  private final Supplier<List<Symbol>> outline;
  private final Supplier<Map<Span, Symbol>> symbols;
  private final Supplier<Uses> uses;

  public Snapshot(Analysis analysis) {
    this.analysis = analysis;
    this.tokens = Once.of(() -> TextToken.of(analysis.source()));
    this.outline = Once.of(() -> Symbols.outline(analysis.module()));
    this.symbols = Once.of(() -> Symbols.byPlace(analysis.module()));
    this.uses = Once.of(() -> Uses.of(this));
  }

  public Analysis analysis() {
    return analysis;
  }

  public Source source() {
    return analysis.source();
  }

  public Module module() {
    return analysis.module();
  }

  /// The words and signs of the text, comments too.
  public List<TextToken> tokens() {
    return tokens.get();
  }

  /// What the file declares, nested.
  public List<Symbol> outline() {
    return outline.get();
  }

  /// Everything that is declared anywhere in the file, by the place of the name.
  Map<Span, Symbol> symbols() {
    return symbols.get();
  }

  Uses uses() {
    return uses.get();
  }

  /// What the expression or the declared name at exactly this place stands for.
  Optional<Meaning> meaning(Span place) {
    return analysis.meanings().at(place);
  }

  /// The nodes around an offset, the outermost first. Where a word ends and another thing begins,
  /// the word counts.
  List<Node> path(int offset) {
    List<Node> best = new ArrayList<>();
    for (Declaration declaration : module().declarations()) {
      if (declaration.span().touches(offset)) {
        List<Node> path = new ArrayList<>(List.of(declaration));
        descend(declaration, offset, path);
        if (best.isEmpty() || path.getLast() instanceof Name) {
          best = path;
        }
      }
    }
    return best;
  }

  private static void descend(Node node, int offset, List<Node> path) {
    List<Node> best = List.of();
    for (Node child : Children.of((Record) node)) {
      if (child.span().touches(offset)) {
        List<Node> inner = new ArrayList<>(List.of(child));
        descend(child, offset, inner);
        if (isBetter(inner, best, offset)) {
          best = inner;
        }
      }
    }
    path.addAll(best);
  }

  private static boolean isBetter(List<Node> path, List<Node> before, int offset) {
    if (before.isEmpty()) {
      return true;
    }
    boolean isName = path.getLast() instanceof Name;
    boolean wasName = before.getLast() instanceof Name;
    return isName != wasName ? isName : before.getLast().span().end() <= offset;
  }
}
