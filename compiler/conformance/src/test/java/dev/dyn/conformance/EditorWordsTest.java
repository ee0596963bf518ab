package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.parse.Keywords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The words that editors colour, and those that the reference names, are the words of the lexer.
class EditorWordsTest {
  private static final Path GRAMMAR =
      Path.of("../../editor-support/vscode/syntaxes/dyn.tmLanguage.json");
  private static final Path REFERENCE = Path.of("../../grammar/LANGUAGE.md");

  @Test
  void theTextMateGrammarHasTheWordsOfTheLexer() throws IOException {
    String grammar = Files.readString(GRAMMAR);
    assertHolds(grammar, "(" + String.join("|", Keywords.reserved()) + ")");
    assertHolds(grammar, "(" + String.join("|", Keywords.soft()) + ")");
  }

  @Test
  void vimHasTheWordsOfTheLexer() throws IOException {
    String syntax = Files.readString(Path.of("../../editor-support/vim/syntax/dyn.vim"));
    assertHolds(syntax, "dynReserved " + String.join(" ", Keywords.reserved()) + "\n");
    assertHolds(syntax, "dynSoft " + String.join(" ", Keywords.soft()) + "\n");
  }

  @Test
  void emacsHasTheWordsOfTheLexer() throws IOException {
    String mode =
        Files.readString(Path.of("../../editor-support/emacs/dyn-mode.el")).replaceAll("\\s+", " ");
    assertHolds(mode, "reserved-words '( \"" + String.join("\" \"", Keywords.reserved()) + "\")");
    assertHolds(mode, "soft-words '( \"" + String.join("\" \"", Keywords.soft()) + "\")");
  }

  /// Every construct has its colours, each written beneath it in `test/*.dyn` of the extension.
  @Test
  void theTextMateGrammarColoursEveryConstruct() {
    EditorPackages.require();
    NodeRun run =
        NodeRun.of(
            EditorPackages.FOLDER, "npx", "--no", "--", "vscode-tmgrammar-test", "test/*.dyn");
    assertEquals(0, run.status(), run.output());
  }

  @Test
  void theReferenceNamesTheReservedWords() throws IOException {
    assertHolds(Files.readString(REFERENCE), "`" + String.join(" ", Keywords.reserved()) + "`");
  }

  private static void assertHolds(String text, String words) {
    assertTrue(text.contains(words), () -> "missing: " + words);
  }
}
