package dev.dyn.conformance;

import java.util.Comparator;
import java.util.List;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.TextEdit;

/// Texts after the edits of the protocol.
final class Edited {
  private Edited() {}

  static String text(String before, List<? extends TextEdit> edits) {
    StringBuilder text = new StringBuilder(before);
    edits.stream()
        .sorted(
            Comparator.comparingInt((TextEdit edit) -> offset(before, edit.getRange().getStart()))
                .reversed())
        .forEach(edit ->
            text.replace(
                offset(before, edit.getRange().getStart()),
                offset(before, edit.getRange().getEnd()),
                edit.getNewText()));
    return text.toString();
  }

  private static int offset(String text, Position position) {
    int offset = 0;
    for (int line = 0; line < position.getLine(); line++) {
      offset = text.indexOf('\n', offset) + 1;
    }
    return offset + position.getCharacter();
  }
}
