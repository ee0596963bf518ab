package dev.dyn.ide;

import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Node;
import dev.dyn.compiler.syntax.SystemKind;
import java.util.List;
import java.util.Optional;

/// The names that mean something in rules without a declaration.
final class RuleWords {
  /// @param text Markdown
  record RuleWord(String name, String text) {}

  private static final List<RuleWord> ALL =
      List.of(
          new RuleWord(
              "theta",
              "All weights of the training as one vector; `next theta = …` or `theta' = …` moves"
                  + " them."),
          new RuleWord(
              "gradient",
              "The derivative of the loss by `theta`; `gradient at x` is the one elsewhere, with"
                  + " the same batch."),
          new RuleWord(
              "loss",
              "The loss of this step; `loss at x` is the one elsewhere, with the same batch."),
          new RuleWord("step", "The number of the step, from 0."));

  private RuleWords() {}

  /// Those that mean something inside the nodes of a path.
  static List<RuleWord> in(List<Node> path) {
    boolean isInRule =
        path.stream()
            .anyMatch(node ->
                node instanceof Declaration.SystemDeclaration system
                    && system.kind() == SystemKind.RULE);
    return isInRule ? ALL : List.of();
  }

  /// The one called `name` there.
  static Optional<RuleWord> in(List<Node> path, String name) {
    return in(path).stream().filter(word -> word.name().equals(name)).findFirst();
  }
}
