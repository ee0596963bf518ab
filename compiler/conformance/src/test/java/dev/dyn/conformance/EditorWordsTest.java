package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dyn.compiler.parse.Keywords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  /// The colours of every construct, where Node and its packages are (`npm ci`).
  @Test
  void theTextMateGrammarColoursEveryConstruct() throws IOException, InterruptedException {
    Path extension = Path.of("../../editor-support/vscode").toAbsolutePath().normalize();
    Path tester = extension.resolve("node_modules/.bin/vscode-tmgrammar-test");
    assumeTrue(Files.isExecutable(tester), "npm ci was not run in " + extension);
    Process process =
        new ProcessBuilder(tester.toString(), "test/*.dyn")
            .directory(extension.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  @Test
  void theReferenceNamesTheReservedWords() throws IOException {
    assertHolds(Files.readString(REFERENCE), "`" + String.join(" ", Keywords.reserved()) + "`");
  }

  private static void assertHolds(String text, String words) {
    assertTrue(text.contains(words), () -> "missing: " + words);
  }
}
