package dev.dyn.ide;

import dev.dyn.compiler.syntax.Module;
import java.util.List;

/// What a file declares, from its text alone.
public final class Outline {
  private Outline() {}

  /// The declarations with what they hold, in the order of the text.
  public static List<Symbol> of(Module module) {
    return Symbols.outline(module);
  }
}
