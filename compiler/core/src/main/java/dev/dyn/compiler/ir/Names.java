package dev.dyn.compiler.ir;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The supply of fresh variables for one program. Numbers grow in the order of asking, so the same
/// program gets the same numbers on every run. It also keeps how derivatives are taken, for the
/// user. Not for use by several threads.
public final class Names {
  private final SequencedMap<Integer, String> choices = new LinkedHashMap<>();
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

  /// Notes how what stems from offset `site` is differentiated; the first note of a place stays,
  /// because what is written for it is differentiated in turn.
  public void chose(int site, String how) {
    choices.putIfAbsent(site, how);
  }

  /// The notes by offset.
  public SequencedMap<Integer, String> choices() {
    return Collections.unmodifiableSequencedMap(choices);
  }

  public Var freshLike(Var var) {
    return fresh(var.name(), var.type());
  }
}
