package dev.dyn.compiler.ir;

import java.util.List;

/// One line of the IR: `targets = op`. `site` is the offset in the source that the line stems from,
/// -1 where there is none; failures of a run are shown there.
public record Let(List<Var> targets, Op op, int site) {
  public Let {
    targets = List.copyOf(targets);
  }

  public Var target() {
    if (targets.size() != 1) {
      throw new IllegalStateException("a line with " + targets.size() + " targets: " + this);
    }
    return targets.getFirst();
  }
}
