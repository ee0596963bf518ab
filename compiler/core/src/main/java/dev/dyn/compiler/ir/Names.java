package dev.dyn.compiler.ir;

/// The supply of fresh variables for one program. Numbers grow in the order of asking, so the same
/// program gets the same numbers on every run. Not for use by several threads.
public final class Names {
  private int next;

  public Names() {
    this(0);
  }

  /// Names that none of `blocks` uses.
  public static Names after(Block... blocks) {
    int last = -1;
    for (Block block : blocks) {
      for (Var parameter : block.parameters()) {
        last = Math.max(last, parameter.id());
      }
      for (Let let : block.lets()) {
        for (Var target : let.targets()) {
          last = Math.max(last, target.id());
        }
      }
    }
    return new Names(last + 1);
  }

  /// A supply that starts at `first`: for a program that was read from text and has numbers
  /// already.
  public Names(int first) {
    next = first;
  }

  public Var fresh(String name, Type type) {
    return new Var(next++, name, type);
  }

  public Var freshLike(Var var) {
    return fresh(var.name(), var.type());
  }
}
