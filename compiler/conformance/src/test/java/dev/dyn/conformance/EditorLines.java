package dev.dyn.conformance;

import org.eclipse.lsp4j.Position;

/// Lines as the language server protocol counts them: they end with `\n`, `\r\n` or `\r`.
final class EditorLines {
  private EditorLines() {}

  static Position position(String text, int offset) {
    int line = 0;
    int start = 0;
    for (int k = 0; k < offset; k++) {
      char c = text.charAt(k);
      boolean ends =
          c == '\n' || c == '\r' && (k + 1 == text.length() || text.charAt(k + 1) != '\n');
      if (ends) {
        line++;
        start = k + 1;
      }
    }
    return new Position(line, offset - start);
  }
}
