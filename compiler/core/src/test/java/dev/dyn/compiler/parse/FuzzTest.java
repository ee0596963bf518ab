package dev.dyn.compiler.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.JsonRenderer;
import dev.dyn.compiler.diagnostic.Palette;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.diagnostic.TextRenderer;
import dev.dyn.compiler.format.Formatter;
import dev.dyn.compiler.fuzz.Mutator;
import dev.dyn.compiler.fuzz.Programs;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.compiler.syntax.TreeText;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whatever the text: a tree and problems that can be shown, in time, and never an exception. Texts
/// without errors are formatted, once and for all, without a change of meaning.
class FuzzTest {
  private static final int CASES = Integer.getInteger("dyn.fuzz.cases", 20_000);
  private static final long SEED = Long.getLong("dyn.fuzz.seed", 1);
  private static final Duration LIMIT = Duration.ofSeconds(2);

  @Test
  void noTextMakesTheFrontFail() {
    var mutator = new Mutator(SEED, List.copyOf(Programs.all().values()));
    int clean = 0;
    for (int i = 0; i < CASES; i++) {
      String text = mutator.next();
      long start = System.nanoTime();
      try {
        if (check(text)) clean++;
      } catch (RuntimeException | StackOverflowError | AssertionError e) {
        throw new AssertionError("case " + i + ":\n" + text, e);
      }
      var took = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(took.compareTo(LIMIT) < 0, "case " + i + " took " + took + ":\n" + text);
    }
    assertTrue(clean > CASES / 20, "too few programs stay whole to test the formatter: " + clean);
  }

  private static boolean check(String text) {
    var source = new Source("fuzz.dyn", text);
    var problems = new Problems();
    Module module = Parser.parse(source, problems);
    show(problems.sorted());
    if (problems.hasErrors()) {
      assertTrue(Formatter.format(source).isEmpty());
      return false;
    }
    String tree = TreeText.of(module.declarations());
    assertTrue(!tree.contains("Broken(") && !tree.contains("Missing("), "silent error");
    String formatted = Formatter.format(source).orElseThrow();
    var again = new Problems();
    var reread = Parser.parse(new Source("fuzz.dyn", formatted), again);
    assertTrue(!again.hasErrors());
    assertEquals(tree, TreeText.of(reread.declarations()));
    assertEquals(formatted, Formatter.format(new Source("fuzz.dyn", formatted)).orElseThrow());
    return true;
  }

  private static void show(List<Diagnostic> problems) {
    new TextRenderer(Palette.ANSI).render(problems);
    JsonRenderer.render(problems);
  }
}
