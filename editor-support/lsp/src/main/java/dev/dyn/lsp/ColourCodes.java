package dev.dyn.lsp;

import dev.dyn.compiler.source.Source;
import dev.dyn.ide.Colours;
import dev.dyn.ide.Colours.Colour;
import dev.dyn.ide.Colours.Coloured;
import dev.dyn.ide.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensLegend;

/// Coloured words as the protocol packs them: five numbers a word, each place counted from the one
/// before.
final class ColourCodes {
  private static final int DECLARED = 1;
  private static final int FIXED = 2;
  private static final int BUILTIN = 4;

  private ColourCodes() {}

  static SemanticTokensLegend legend() {
    return new SemanticTokensLegend(
        Arrays.stream(Colour.values()).map(Colour::protocol).toList(),
        List.of("declaration", "readonly", "defaultLibrary"));
  }

  static SemanticTokens of(Source source, List<Coloured> words) {
    List<Integer> codes = new ArrayList<>();
    Position before = new Position(0, 0);
    for (Coloured word : words) {
      Position at = Places.position(source, word.place().start());
      int lines = at.getLine() - before.getLine();
      codes.add(lines);
      codes.add(lines == 0 ? at.getCharacter() - before.getCharacter() : at.getCharacter());
      codes.add(word.place().length());
      codes.add(word.colour().ordinal());
      codes.add(
          (word.isDeclared() ? DECLARED : 0)
              + (word.isFixed() ? FIXED : 0)
              + (word.isBuiltin() ? BUILTIN : 0));
      before = at;
    }
    return new SemanticTokens(codes);
  }

  static SemanticTokens of(Snapshot snapshot) {
    return of(snapshot.source(), Colours.of(snapshot));
  }
}
